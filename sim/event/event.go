// Package event is the vocabulary of a run, and its log.
//
// An Event says one thing that happened to a socket, a connection, a message
// or a program. Its Go struct is its JSON, and the browser's model folds the
// same events into the same State that the world writes in its keyframes:
//
//	fold(keyframe k, events after k) == keyframe k+1
//
// World time is counted in microseconds since the run began. Kinds are named
// as zmq_socket_monitor(3) names them where it has a name. The package is a
// leaf: it knows neither sockets nor clocks.
package event

// Kind says what happened. Every kind is in Kinds, with the fields it carries.
type Kind string

const (
	Started   Kind = "started"   // Node: its program runs
	Stopped   Kind = "stopped"   // Node: its program returned
	Crashed   Kind = "crashed"   // Node, Text: its program panicked, or its process was killed
	Restarted Kind = "restarted" // Node, Text?: its program runs anew; Text says what it had stored
	Frozen    Kind = "frozen"    // Node: its process is suspended
	Thawed    Kind = "thawed"    // Node: its process goes on
	Slowed    Kind = "slowed"    // Node, Number: its work takes so many times as long from here on
	Added     Kind = "added"     // Node, Text (its role), Column, Row, Type?: a node comes into the picture, of that kind of the palette
	Moved     Kind = "moved"     // Node, Column, Row: it stands elsewhere in the picture
	Removed   Kind = "removed"   // Node: it has left the picture; its sockets are closed
	Joined    Kind = "joined"    // Node, Text (its role), Column, Row, Socket, Type, Identity: an outside peer shook hands
	Left      Kind = "left"      // Node: an outside peer is gone
	Note      Kind = "note"      // Node, Text: the program says something to the reader
	NodeState Kind = "state"     // Node, Text: what the program is now ("idle", "leader")

	Opened  Kind = "opened"  // Socket, Type, SendHWM, ReceiveHWM, Identity
	Option  Kind = "option"  // Socket, Text "NAME=value"; SendHWM and ReceiveHWM as they are now
	Bound   Kind = "bound"   // Socket, Endpoint, Address
	Unbound Kind = "unbound" // Socket, Endpoint
	// Each of a link's events carries Link and Status, the link's status from here on.
	// A link whose Status is ended stays until its receive queues are empty.
	Connecting   Kind = "connecting"   // Socket, Endpoint, Transport, Latency, Capacity: the link exists from here on
	Retried      Kind = "retried"      // Socket, Reason, Until: nobody answered; the next try
	Accepted     Kind = "accepted"     // Socket (the bound one), Peer?, Endpoint, Transport, Latency, Capacity: handshake begins
	Connected    Kind = "connected"    // Socket, Peer: Socket's handshake succeeded
	Refused      Kind = "refused"      // Socket, Reason, Text: a handshake failed
	Disconnected Kind = "disconnected" // Socket, Reason, Until?: Socket's end of the connection is gone
	Closed       Kind = "closed"       // Socket

	Subscribed   Kind = "subscribed"   // Socket (the publisher), Link, Topic: the filter at the publisher changed
	Unsubscribed Kind = "unsubscribed" // Socket (the publisher), Link, Topic

	Send     Kind = "send"     // Socket, Message, Frames, Copies: the program handed a message over
	Waiting  Kind = "waiting"  // Node, Call, Socket?, Until?: the program waits for a message (Recv, Poll)
	Blocked  Kind = "blocked"  // Node, Call, Socket, Until?: Send waits for room
	Resumed  Kind = "resumed"  // Node, Call, Socket, Waited: a blocked Send goes on
	Failed   Kind = "failed"   // Node, Call, Socket, Reason EAGAIN|EFSM|..., Text: the call returned an error
	Queued   Kind = "queued"   // Socket (sender), Link, Message, Depth, HWM: in the send queue
	Sent     Kind = "sent"     // Socket (sender), Link, Parcel, What, Message?, T0, T1, Bytes: flies
	Arrived  Kind = "arrived"  // Socket (receiver), Link, Parcel, What, Message?, Depth, HWM: landed; a message is now in the receive queue
	Received Kind = "received" // Socket (receiver), Link, Message: Recv returned it
	Filtered Kind = "filtered" // Socket (where), Link, Message, Place send or receive-queue: no subscription matched; not a loss
	Dropped  Kind = "dropped"  // Socket (where), Link?, Message?, Parcel?, Place, Reason: lost

	Requested         Kind = "request"            // Node, Call, Socket, Until?, Text "GET /x": the program asks and waits for the response
	ConnectionWaiting Kind = "connection-waiting" // Node, Socket, Number: all so many connections are taken
	ConnectionReused  Kind = "connection-reused"  // Socket, Link, Number: a request goes over a connection that was there, of HTTP/2 as one of so many at once
	FutureCreated     Kind = "future-created"     // Node, Number, Text: the program goes on, the request goes its own way
	FutureResolved    Kind = "future-resolved"    // Node, Number, Text, Reason?: its response is there, or why there will be none

	// What a reader does to messages and connections. Place is lane for a parcel in flight, else the queue of Socket it stands in.
	Held     Kind = "held"     // Socket, Link, Place, Parcel or Message, Until?: it stands still, and all behind it
	Released Kind = "released" // Socket, Link, Place, Parcel (then T0, T1) or Message: it goes on
	Delayed  Kind = "delayed"  // Socket, Link, Place, Parcel, Message?, T0, T1: it lands then; none behind it before
	Altered  Kind = "altered"  // Socket, Link, Ways, Lose?: how its connections are now; or Socket, Endpoint, Manner?: how it answers who connects

	Planned Kind = "planned" // Call (as act.Do), Node?, Link? ..., Text, Reason?: the run's schedule does this now; with a Reason, it cannot be done, and Text says why

	Acted Kind = "acted" // Call (what was done, as act.Do), Text: a reader did this; what follows from it comes after

	TimerSet   Kind = "timer-set"   // Node, Call, Until: the program sleeps or works
	TimerFired Kind = "timer-fired" // Node, Call
)

// Stranger begins the name of an outside process's socket before it has said what it is.
const Stranger = "stranger."

// Flow is what a message is for; the picture gives each its shape and colour.
type Flow string

const (
	Request Flow = "request"
	Reply   Flow = "reply"
	Publish Flow = "publish"
	Task    Flow = "task"
	Control Flow = "control"
)

// Reason says why a message was dropped, a connection ended or a call failed.
type Reason string

const (
	HWM          Reason = "hwm"              // the queue was full
	Unroutable   Reason = "unroutable"       // ROUTER knows no peer of that identity
	NoPeer       Reason = "no-peer"          // nobody was connected
	PeerGone     Reason = "disconnected"     // its connection ended
	Linger       Reason = "linger"           // the socket closed before it was sent
	SocketClosed Reason = "closed"           // the receiving socket closed before Recv
	Cut          Reason = "cut"              // the link was cut while it flew
	Reset        Reason = "connection-reset" // somebody broke the connection
	Lost         Reason = "lost"             // a try to connect was lost on its way
	ByHand       Reason = "by-hand"          // somebody took it away
	NotReady     Reason = "not-ready"
	Malformed    Reason = "malformed" // no delimiter, or not what the type expects
	Stale        Reason = "stale"     // REQ: not from the peer last asked, or not the request last made
	Conflated    Reason = "conflate"  // a newer one took its place
	Unexpected   Reason = "unexpected"

	NobodyThere  Reason = "connection-refused"
	Incompatible Reason = "incompatible"  // the socket types cannot talk
	Duplicate    Reason = "duplicate"     // a second peer with the same identity, a second peer of a PAIR
	BadGreeting  Reason = "bad-greeting"  // no ZMTP signature
	BadVersion   Reason = "bad-version"   // older than ZMTP 3; neither HTTP/1.0 nor HTTP/1.1
	BadMechanism Reason = "bad-mechanism" // unknown or another security mechanism
	BadReady     Reason = "bad-ready"     // malformed or oversize handshake command
	BadFrame     Reason = "bad-frame"     // reserved flag bits, a command where none may be; a websocket or HTTP/2 frame against its RFC
	TooLarge     Reason = "too-large"     // a frame, message, head, body or event above the limit
	TooMany      Reason = "too-many"      // a limit on peers, handshakes or subscriptions
	Denied       Reason = "denied"        // PLAIN: wrong name or password
	SlowReader   Reason = "slow-reader"   // an outside process does not read what is written to it
	Timeout      Reason = "timeout"       // half a handshake, then silence; or no heartbeat

	BadRequest     Reason = "bad-request"     // HTTP: a malformed request line or header field
	BadResponse    Reason = "bad-response"    // HTTP: a malformed status line or header field, or nobody asked
	BadFraming     Reason = "bad-framing"     // HTTP: where the body ends can be read in two ways, or in none
	BadPreface     Reason = "bad-preface"     // HTTP/2: another beginning than the connection preface
	BadCompression Reason = "bad-compression" // HTTP/2: a header block that HPACK cannot read
	NotImplemented Reason = "not-implemented" // HTTP: CONNECT, a transfer coding, another protocol than websocket, server push
	Incomplete     Reason = "incomplete"      // the connection ended within a message

	Killed     Reason = "killed"     // the process is gone whose socket, and queue, it was
	Impossible Reason = "impossible" // a planned action cannot be done

	EAGAIN       Reason = "EAGAIN"
	EFSM         Reason = "EFSM"
	EHOSTUNREACH Reason = "EHOSTUNREACH"
	ENOTSUP      Reason = "ENOTSUP"
	ETERM        Reason = "ETERM"
	EINVAL       Reason = "EINVAL"
	EADDRINUSE   Reason = "EADDRINUSE"
)

// What a parcel is, on a lane.
const (
	WhatMessage   = "message"
	WhatGreeting  = "greeting"
	WhatHandshake = "handshake" // READY, HELLO, WELCOME, INITIATE, ERROR
	WhatSubscribe = "subscribe" // as message or command
	WhatCancel    = "cancel"
	WhatPing      = "ping"
	WhatPong      = "pong"
	WhatCommand   = "command"
)

// What a parcel is, on a lane that carries HTTP. The names are those of RFC 9112,
// of RFC 6455 after ws-, and of RFC 9113 after h2-.
const (
	WhatRequest       = "request"       // head of a request
	WhatResponse      = "response"      // head of the final response
	WhatInformational = "informational" // head of a response 1xx
	WhatBody          = "body"          // a piece of a body, as it came
	WhatChunk         = "chunk"
	WhatLastChunk     = "last-chunk" // with the trailers
	WhatServerEvent   = "sse-event"  // a piece of a body, a chunk or DATA that completes an event of text/event-stream

	WhatWSText         = "ws-text"
	WhatWSBinary       = "ws-binary"
	WhatWSContinuation = "ws-continuation"
	WhatWSClose        = "ws-close"
	WhatWSPing         = "ws-ping"
	WhatWSPong         = "ws-pong"

	WhatH2Preface        = "h2-preface"
	WhatH2Data           = "h2-data"
	WhatH2Headers        = "h2-headers" // with the CONTINUATION frames that follow it
	WhatH2Priority       = "h2-priority"
	WhatH2RSTStream      = "h2-rst-stream"
	WhatH2Settings       = "h2-settings"
	WhatH2SettingsAck    = "h2-settings-ack"
	WhatH2Ping           = "h2-ping"
	WhatH2PingAck        = "h2-ping-ack"
	WhatH2GoAway         = "h2-goaway"
	WhatH2WindowUpdate   = "h2-window-update"
	WhatH2PriorityUpdate = "h2-priority-update" // RFC 9218
	WhatH2Unknown        = "h2-unknown"         // of a type that whoever receives it must ignore
)

// Places a message can be lost in.
const (
	AtSend         = "send"          // before any queue
	AtSendQueue    = "send-queue"    // in the sender's queue of Link
	AtLane         = "lane"          // in flight
	AtReceiveQueue = "receive-queue" // in the receiver's queue of Link
)

// Frame is one part of a message: its size in bytes, and the start of it.
type Frame struct {
	Size    int    `json:"size"`
	Preview string `json:"preview,omitempty"` // at most PreviewBytes, as text where it is printable, else hex
	Hex     bool   `json:"hex,omitempty"`
}

// PreviewBytes bounds how much of a frame an event carries.
const PreviewBytes = 64

// Event is one thing that happened. Fields not named beside its Kind are absent.
type Event struct {
	Seq    int64  `json:"seq"` // 1, 2, 3 ... without gaps
	At     int64  `json:"at"`  // world time in µs
	Kind   Kind   `json:"kind"`
	Cause  int64  `json:"cause,omitempty"` // the Seq that led to it
	Node   string `json:"node,omitempty"`
	Socket string `json:"socket,omitempty"` // "node.name"
	Link   string `json:"link,omitempty"`
	Peer   string `json:"peer,omitempty"`   // the socket at the other end
	Thread int    `json:"thread,omitempty"` // of the program: 0 is the program itself
	Line   int    `json:"line,omitempty"`   // of the pattern's file, where the program stands
	Call   string `json:"call,omitempty"`   // send, recv, poll, sleep, work

	Message int64   `json:"message,omitempty"`
	Flow    Flow    `json:"flow,omitempty"`
	Label   string  `json:"label,omitempty"`  // short, for the picture: "NYC"
	Number  int     `json:"number,omitempty"` // the how manyth of its sender
	Frames  []Frame `json:"frames,omitempty"`
	Copies  int     `json:"copies,omitempty"` // Send: how many fates will follow

	Parcel int64  `json:"parcel,omitempty"`
	What   string `json:"what,omitempty"`
	T0     int64  `json:"t0,omitempty"` // world time in µs
	T1     int64  `json:"t1,omitempty"`
	Bytes  int    `json:"bytes,omitempty"` // on the wire; 0 for inproc
	// Payload is how many bytes of an arrived message a program wrote; of HTTP, its content.
	Payload int `json:"payload,omitempty"`

	Type       string `json:"type,omitempty"` // REQ, REP ...
	Identity   string `json:"identity,omitempty"`
	Endpoint   string `json:"endpoint,omitempty"` // as the program wrote it: tcp://tasks
	Address    string `json:"address,omitempty"`  // where it really is: tcp://127.0.0.1:43121
	Transport  string `json:"transport,omitempty"`
	Latency    int64  `json:"latency,omitempty"`  // of the link's lanes, µs
	Capacity   int    `json:"capacity,omitempty"` // parcels a lane holds; 0: any number
	SendHWM    int    `json:"sendHwm,omitempty"`
	ReceiveHWM int    `json:"receiveHwm,omitempty"`

	Ways   []Way  `json:"ways,omitempty"`   // of the link: there, and back
	Lose   int    `json:"lose,omitempty"`   // every so manyth try to connect is lost
	Manner string `json:"manner,omitempty"` // of a bound endpoint: refuse, silence; "" accepts

	Column int    `json:"column,omitempty"` // of the stage
	Row    int    `json:"row,omitempty"`
	Depth  int    `json:"depth,omitempty"` // of the queue it went into, itself included
	HWM    int    `json:"hwm,omitempty"`   // of that queue; 0: no limit
	Topic  string `json:"topic,omitempty"` // what is subscribed to; "" is everything
	Place  string `json:"place,omitempty"`
	Reason Reason `json:"reason,omitempty"`
	Status string `json:"status,omitempty"` // of the link, after a link's event: connecting, retrying, handshake, connected, closing, ended
	Until  int64  `json:"until,omitempty"`
	Waited int64  `json:"waited,omitempty"` // µs
	Text   string `json:"text,omitempty"`

	Say string `json:"say"` // the event in one plain sentence
}
