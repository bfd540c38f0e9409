package pattern

import (
	"fmt"
	"strings"
	"time"
)

// Parameters that many patterns have; the world knows transport, latency and capacity.

var transport = Param{
	Name: "transport", Title: "Transport", Help: "What the connections are made of",
	Choices: []string{"tcp", "ipc", "inproc"}, Default: "tcp",
}

func latency(ms string) Param {
	return Param{
		Name: "latency", Title: "Latency", Help: "World time a message flies on each link",
		Unit: "ms", Min: 0, Max: 5000, Default: ms,
	}
}

func capacity(n string) Param {
	return Param{
		Name: "capacity", Title: "Lane capacity", Help: "Messages in flight on a link, one way; 0 is any number",
		Unit: "messages", Min: 0, Max: 100, Default: n,
	}
}

func hwm(n string) Param {
	return Param{
		Name: "hwm", Title: "High-water mark", Help: "SNDHWM and RCVHWM: messages each queue holds; 0 is no limit",
		Unit: "messages", Min: 0, Max: 10000, Default: n,
	}
}

func count(name, title, help string, least, most int, def string) Param {
	return Param{Name: name, Title: title, Help: help, Min: least, Max: most, Default: def}
}

func millis(name, title, help string, least, most int, def string) Param {
	return Param{Name: name, Title: title, Help: help, Unit: "ms", Min: least, Max: most, Default: def}
}

func size(def string) Param {
	return Param{Name: "size", Title: "Message size", Help: "Bytes of each message's last frame, at least", Unit: "bytes", Min: 1, Max: 65536, Default: def}
}

// row makes n nodes of one kind, one under the other: "worker 1", "worker 2" ... or just "worker".
func row(n int, name string, column int, make func(i int) Node) []Node {
	nodes := []Node{}
	for i := range n {
		k := make(i)
		k.Name, k.Column, k.Row = name, column, i
		if n > 1 {
			k.Name = fmt.Sprintf("%s %d", name, i+1)
		}
		nodes = append(nodes, k)
	}
	return nodes
}

// enough is what a server remembers at most: anybody may tell it more.
const enough = 10_000

// padded is text of at least size bytes; the filling is a word of its own, so
// that it is not part of the message's label.
func padded(text string, size int) string {
	if len(text) >= size {
		return text
	}
	return text + " " + strings.Repeat(".", size-len(text)-1)
}

// span is a time as the stage writes it: "250 ms", "1.5 s".
func span(d time.Duration) string {
	if d < time.Second {
		return fmt.Sprintf("%d ms", d.Milliseconds())
	}
	return fmt.Sprintf("%.3g s", d.Seconds())
}
