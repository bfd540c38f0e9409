package sandbox

// Document is what a sandbox world is built of. It is valid when it comes from Parse.
type Document struct {
	Title     string
	Transport string
	Latency   int // ms
	Capacity  int // messages
	Nodes     []*Node
}

// Node is one program on the stage. What is changed while it runs is changed
// here too, with the turn of its world.
type Node struct {
	Name        string
	Kind        string
	Column, Row int
	Settings    map[string]string // as text; those given
	Sockets     []*Socket
}

// Socket is one socket of a node.
type Socket struct {
	Name      string
	Type      string
	Options   map[string]string // as text
	Bind      []string
	Connect   []string
	Subscribe []string
}

// The bounds of a document.
const (
	MaxBytes     = 64 << 10
	MaxNodes     = 32
	MaxSockets   = 8 // of a node
	MaxEndpoints = 8 // a socket is bound to, and as many it connects to
	MaxTopics    = 16
	MaxTopic     = 256 // bytes
	MaxText      = 1024
	MaxName      = 32
	MaxTitle     = 80
	MaxPlace     = MaxNodes - 1 // the last column, and the last row
	MaxLatency   = 5000
	MaxCapacity  = 100
)

// HTTP is the type of a socket that is no ZeroMQ socket.
const HTTP = "HTTP"

// Clone is a copy that shares nothing.
func (d *Document) Clone() *Document {
	c := *d
	c.Nodes = make([]*Node, len(d.Nodes))
	for i, n := range d.Nodes {
		c.Nodes[i] = n.Clone()
	}
	return &c
}
