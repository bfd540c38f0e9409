package templates

import "fmt"

// A picture is a card's small drawing of a topology: the nodes where the stage
// will have them, a line between neighbours, and the shape of what travels.
type picture struct {
	Boxes  []box
	Lines  []line
	Shapes []shape
	Halves bool // of a duel: one above, one below
}

type box struct{ X, Y, W, H float64 }

type line struct{ X1, Y1, X2, Y2 float64 }

// shape is a message at x, y: the same marks as on the stage.
type shape struct {
	Flow string
	X, Y float64
}

const (
	pictureWidth  = 208
	pictureHeight = 84
	boxWidth      = 34
	boxMargin     = 8
	mostRows      = 5 // a card has no room for more
)

func (c Card) picture() picture {
	if upper, lower := c.half("http"), c.half("zeromq"); len(upper.Nodes) > 0 {
		return beside(upper.whole(), lower.whole())
	}
	return c.whole()
}

func (c Card) whole() picture {
	columns := c.columns()
	var p picture
	for i, rows := range columns {
		for r := range rows {
			b := place(i, len(columns), r, rows)
			p.Boxes = append(p.Boxes, b)
			if i+1 < len(columns) {
				p.join(b, i, columns, c.Flow)
			}
		}
	}
	return p
}

// columns counts the nodes in each column, left to right, without gaps.
func (c Card) columns() []int {
	var count [32]int
	last := -1
	for _, n := range c.Nodes {
		if n.Column >= 0 && n.Column < len(count) {
			count[n.Column] = min(count[n.Column]+1, mostRows)
			last = max(last, n.Column)
		}
	}
	var columns []int
	for _, rows := range count[:last+1] {
		if rows > 0 {
			columns = append(columns, rows)
		}
	}
	return columns
}

func place(column, columns, row, rows int) box {
	x := float64(pictureWidth-boxWidth) / 2
	if columns > 1 {
		x = boxMargin + float64(column)*float64(pictureWidth-2*boxMargin-boxWidth)/float64(columns-1)
	}
	pitch := min(28, float64(pictureHeight)/float64(rows))
	if rows == 2 {
		pitch = 40
	}
	height := min(24, pitch-pitch/4)
	y := pictureHeight/2 + (float64(row)-float64(rows-1)/2)*pitch - height/2
	return box{x, y, boxWidth, height}
}

// join draws lines from b to the next column, with a message or two on them.
func (p *picture) join(b box, column int, columns []int, flow string) {
	rows := columns[column+1]
	for r := range rows {
		to := place(column+1, len(columns), r, rows)
		l := line{b.X + b.W, b.Y + b.H/2, to.X, to.Y + to.H/2}
		p.Lines = append(p.Lines, l)
		p.Shapes = append(p.Shapes, l.messages(flow, len(p.Lines), columns)...)
	}
}

// messages stand at places that differ from line to line, so that they do not
// look like one front. A request has its reply on the way back.
func (l line) messages(flow string, n int, columns []int) []shape {
	at := 0.36 + 0.28*float64(n%3)/2
	if len(columns) == 2 && columns[0]*columns[1] == 1 {
		return []shape{l.at(flow, 0.34), l.at(answer(flow), 0.66)}
	}
	if flow == "request" && n%2 == 0 {
		flow = "reply"
	}
	return []shape{l.at(flow, at)}
}

func answer(flow string) string {
	if flow == "request" {
		return "reply"
	}
	return flow
}

func (l line) at(flow string, part float64) shape {
	return shape{flow, l.X1 + (l.X2-l.X1)*part, l.Y1 + (l.Y2-l.Y1)*part}
}

func (l line) path() string { return fmt.Sprintf("M%.1f %.1fL%.1f %.1f", l.X1, l.Y1, l.X2, l.Y2) }

// path draws the mark of a flow: triangle, circle, diamond, square, ring.
func (s shape) path() string {
	switch s.Flow {
	case "request":
		return fmt.Sprintf("M%.1f %.1fl10.5 5.5l-10.5 5.5Z", s.X-4.7, s.Y-5.5)
	case "reply":
		return fmt.Sprintf("M%.1f %.1fa4.8 4.8 0 1 0 9.6 0a4.8 4.8 0 1 0 -9.6 0Z", s.X-4.8, s.Y)
	case "publish":
		return fmt.Sprintf("M%.1f %.1fl6.2 6.2l-6.2 6.2l-6.2 -6.2Z", s.X, s.Y-6.2)
	case "task":
		return fmt.Sprintf("M%.1f %.1fh9v9h-9Z", s.X-4.5, s.Y-4.5)
	default:
		return fmt.Sprintf("M%.1f %.1fa4.2 4.2 0 1 0 8.4 0a4.2 4.2 0 1 0 -8.4 0Z", s.X-4.2, s.Y)
	}
}

func px(v float64) string { return fmt.Sprintf("%.1f", v) }
