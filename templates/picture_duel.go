package templates

import "slices"

// half is a card of one half of a duel: its nodes, and what they mostly send.
func (c Card) half(name string) Card {
	part := Card{Flow: c.Flow}
	for _, n := range c.Nodes {
		if n.Half == name {
			part.Nodes = append(part.Nodes, n)
		}
	}
	if name == "zeromq" {
		part.Flow = flowOf(c.Sockets)
	}
	return part
}

func flowOf(sockets []string) string {
	switch {
	case slices.Contains(sockets, "PUB"):
		return "publish"
	case slices.Contains(sockets, "PUSH"), slices.Contains(sockets, "PULL"):
		return "task"
	default:
		return "request"
	}
}

const lower = 0.46 // of the height is left to each half

// heightOf a box that has become lower: one of a few in its column need not become so by as much.
func (p picture) heightOf(b box) float64 {
	rows := 0
	for _, other := range p.Boxes {
		if other.X == b.X {
			rows++
		}
	}
	if rows > 2 {
		return b.H * lower
	}
	return b.H * lower * 1.4
}

// beside puts two pictures into one, a line between them.
func beside(above, below picture) picture {
	p := picture{Halves: true}
	for i, half := range []picture{above, below} {
		down := float64(i) * (1 - lower) * pictureHeight
		for _, b := range half.Boxes {
			high := half.heightOf(b)
			p.Boxes = append(p.Boxes, box{b.X, (b.Y+b.H/2)*lower + down - high/2, b.W, high})
		}
		for _, l := range half.Lines {
			p.Lines = append(p.Lines, line{l.X1, l.Y1*lower + down, l.X2, l.Y2*lower + down})
		}
		for _, s := range half.Shapes {
			p.Shapes = append(p.Shapes, shape{s.Flow, s.X, s.Y*lower + down})
		}
	}
	return p
}
