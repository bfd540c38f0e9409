package event

// State is all that a picture shows, as it stands after event Seq. The world
// writes it from its sockets and lanes (a keyframe); the browser's model folds
// it from events. Both must be equal, field for field. All lists are in order
// of creation, queues head (next to leave) first.
type State struct {
	Seq      int64     `json:"seq"`
	At       int64     `json:"at"`
	Nodes    []Node    `json:"nodes"`
	Sockets  []Socket  `json:"sockets"`           // open ones and closed ones
	Links    []Link    `json:"links"`             // those not ended
	Messages []Message `json:"messages"`          // those in a queue or on a lane, by id
	Ledgers  []Ledger  `json:"ledgers,omitempty"` // of a duel, a half each
}

// Node is a program, or a process outside.
type Node struct {
	Name    string   `json:"name"`
	Role    string   `json:"role,omitempty"` // one line of facts: "every 250 ms"
	Column  int      `json:"column"`
	Row     int      `json:"row"`
	Half    string   `json:"half,omitempty"`   // of a duel: http, zeromq
	Caller  bool     `json:"caller,omitempty"` // of a duel: its waiting counts, and its end is the end of the task
	Outside bool     `json:"outside,omitempty"`
	Kind    string   `json:"kind,omitempty"` // of the palette: its program is that kind's
	Status  string   `json:"status"`         // idle (not yet started), running, frozen, stopped, crashed, left
	Slow    int      `json:"slow,omitempty"` // its work takes so many times as long; 0: as long as it says
	Line    int      `json:"line,omitempty"`
	Text    string   `json:"text,omitempty"`    // its last "state"
	Call    *Call    `json:"call,omitempty"`    // what it stands in; nil: nothing known
	Threads []Thread `json:"threads,omitempty"` // those that wait in a call
}

// Thread is what a program does beside itself: a handler, a request in the background.
type Thread struct {
	ID   int  `json:"id"`
	Line int  `json:"line,omitempty"`
	Call Call `json:"call"`
}

// Call is where a program stands and waits.
type Call struct {
	Call    string `json:"call"` // send, recv, poll, sleep, work
	Socket  string `json:"socket,omitempty"`
	Since   int64  `json:"since"`
	Until   int64  `json:"until,omitempty"`   // when it will go on at the latest
	Blocked bool   `json:"blocked,omitempty"` // Send without room
}

// Socket is one ZeroMQ socket with the fate of every message it sent.
type Socket struct {
	ID         string    `json:"id"` // "node.name"
	Node       string    `json:"node"`
	Type       string    `json:"type"`
	Identity   string    `json:"identity,omitempty"`
	SendHWM    int       `json:"sendHwm"`
	ReceiveHWM int       `json:"receiveHwm"`
	Bound      []Binding `json:"bound"`
	Closed     bool      `json:"closed,omitempty"`

	Sent     int            `json:"sent"`     // copies it has sent: what must find a fate
	Taken    int            `json:"taken"`    // of Sent, received by a peer's program
	Filtered int            `json:"filtered"` // of Sent, not asked for
	Dropped  map[Reason]int `json:"dropped"`  // of Sent, lost, by reason
	Received int            `json:"received"` // what its own program has received
}

// Binding is an endpoint as written, and where it really is.
type Binding struct {
	Endpoint string `json:"endpoint"`
	Address  string `json:"address"`
	Manner   string `json:"manner,omitempty"` // how it answers who connects: refuse, silence; "" accepts
}

// Link is a connection, from the socket that connects to the one that is bound.
type Link struct {
	ID        string  `json:"id"`
	Transport string  `json:"transport"` // tcp, ipc, inproc
	Endpoint  string  `json:"endpoint"`
	Status    string  `json:"status"`       // connecting, retrying, handshake, connected, closing, ended
	From      string  `json:"from"`         // the socket that connects
	To        string  `json:"to,omitempty"` // the bound one; "" until it accepted
	Latency   int64   `json:"latency"`
	Capacity  int     `json:"capacity"`
	Ways      []Way   `json:"ways,omitempty"` // 0: From to To, 1: To to From; none while both are as they began
	Lose      int     `json:"lose,omitempty"` // every so manyth try to connect is lost
	Ends      [2]End  `json:"ends"`           // 0: at From, 1: at To
	Lanes     [2]Lane `json:"lanes"`          // 0: From to To, 1: To to From
}

// End is what one socket keeps for this peer.
type End struct {
	Connected bool     `json:"connected,omitempty"` // its handshake has succeeded
	Send      []int64  `json:"send"`                // message ids
	Receive   []int64  `json:"receive"`             // message ids
	Topics    []string `json:"topics"`              // what the peer asked for, sorted; only at publishers
	Held      []int64  `json:"held,omitempty"`      // of Send and Receive, by id: those somebody holds; what is behind them waits too
}

// Way is how one direction of a link is, once somebody has altered it.
type Way struct {
	Cut       bool  `json:"cut,omitempty"`       // nothing crosses, and nobody is told
	Latency   int64 `json:"latency"`             // µs
	Jitter    int64 `json:"jitter,omitempty"`    // µs: each parcel takes up to so much longer
	Bandwidth int   `json:"bandwidth,omitempty"` // bytes a second; 0: any number
	Capacity  int   `json:"capacity,omitempty"`  // parcels in flight; 0: any number
}

// Lane is what flies, in order; the first one lands next.
type Lane []Flight

// Flight is a parcel on its way: at T0 here, at T1 there. After T1 it waits at the end of the lane.
type Flight struct {
	Parcel  int64  `json:"parcel"`
	What    string `json:"what"`
	Message int64  `json:"message,omitempty"`
	T0      int64  `json:"t0"`
	T1      int64  `json:"t1"`
	Bytes   int    `json:"bytes"`
	Held    bool   `json:"held,omitempty"`  // somebody holds it, and so all behind it
	Since   int64  `json:"since,omitempty"` // while it is held, or its way is cut: since when it stands still
}

// Message is what the picture needs to draw a dot.
type Message struct {
	ID     int64   `json:"id"`
	From   string  `json:"from"` // the socket that sent it
	Flow   Flow    `json:"flow"`
	Label  string  `json:"label,omitempty"`
	Number int     `json:"number"`
	Frames []Frame `json:"frames"`
}
