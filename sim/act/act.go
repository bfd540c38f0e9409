// Package act is what a reader can do to a world, and what may happen next in it.
//
// An Action is one thing that is done: its Go struct is its JSON, as an event's
// is. The world describes what can be done as Offers, each with an Action that is
// ready but for its Fields, or with the reason why not; a page draws them without
// knowing any. What was done is a Done: the action with its place in the run.
// A run is a function of its pattern, values, seed, and the list of its Dones.
//
// The package is a leaf: it knows neither sockets nor clocks.
package act

import "encoding/json"

// Do names what an action does.
type Do string

const (
	Choose Do = "choose" // Due: this happens next, before what was due earlier

	// To what flies (Link, Parcel), or is queued (Link, Socket whose queue it is in, Message).
	Deliver   Do = "deliver"   // it lands now
	Hold      Do = "hold"      // it stays where it is, and so does all behind it
	Release   Do = "release"   // it goes on
	Delay     Do = "delay"     // For: it lands so much later
	Drop      Do = "drop"      // it is lost
	Duplicate Do = "duplicate" // it comes twice

	// To a program (Node).
	Stop    Do = "stop"    // it ends as if it had returned: sockets are closed, and linger
	Crash   Do = "crash"   // its process is gone: connections are reset, queues lost
	Freeze  Do = "freeze"  // its process is suspended: it neither reads nor writes nor computes
	Thaw    Do = "thaw"    // it goes on
	Slow    Do = "slow"    // Times: its work takes so many times as long
	Restart Do = "restart" // Memory: it begins anew, with or without what it had stored

	// To a connection (Link; Way there, back, or both when "").
	Cut       Do = "cut"       // nothing crosses any more; nobody is told
	Heal      Do = "heal"      // it crosses again
	Reset     Do = "reset"     // the connection is lost, with all that flies
	Latency   Do = "latency"   // For
	Jitter    Do = "jitter"    // For: each parcel flies up to so much longer
	Bandwidth Do = "bandwidth" // Count: bytes a second; 0: any number
	Capacity  Do = "capacity"  // Count: parcels in flight; 0: any number
	Lose      Do = "lose"      // Count: every so manyth try to connect is lost; 0: none

	// To a bound endpoint (Endpoint).
	Refuse  Do = "refuse"  // who connects is refused
	Silence Do = "silence" // who connects is accepted, and hears nothing
	Accept  Do = "accept"  // as it was

	// To the topology.
	Add         Do = "add"         // Spec: a node of the palette; or Like, Count?: so many more of that node's kind
	Remove      Do = "remove"      // Node: it ends, and leaves the picture
	Rename      Do = "rename"      // Node, Name: it begins anew under that name; without Node, Name is the sandbox's title
	Move        Do = "move"        // Node, Column, Row: where it stands in the picture; with a node that stands there it changes places
	Open        Do = "open"        // Node, Type, Name?: a socket
	Close       Do = "close"       // Socket
	Bind        Do = "bind"        // Socket, Endpoint
	Unbind      Do = "unbind"      // Socket, Endpoint
	Connect     Do = "connect"     // Socket, Endpoint
	Disconnect  Do = "disconnect"  // Socket, Endpoint
	Set         Do = "set"         // Socket, Name, Value: an option; or Node, Name, Value: a setting of a node of the palette
	Subscribe   Do = "subscribe"   // Socket, Value: a topic
	Unsubscribe Do = "unsubscribe" // Socket, Value
	Send        Do = "send"        // Socket, Frames, For?: waiting for room at most so long; of an HTTP client: Name (the method), Endpoint, Value (the path), Frames (the body)
	Receive     Do = "receive"     // Socket, For?: one message, waiting for it at most so long
	GiveUp      Do = "give-up"     // Node, Thread: a send or a receive by hand is no longer waited for
)

// Action is one thing a reader does to a world. Fields not named beside its Do are absent.
type Action struct {
	Do       Do              `json:"do"`
	Due      uint64          `json:"due,omitempty"`
	Node     string          `json:"node,omitempty"`
	Socket   string          `json:"socket,omitempty"`
	Link     string          `json:"link,omitempty"`
	Endpoint string          `json:"endpoint,omitempty"`
	Way      string          `json:"way,omitempty"` // of a link: there (from the socket that connects), back, both or ""
	Message  int64           `json:"message,omitempty"`
	Parcel   int64           `json:"parcel,omitempty"`
	For      int64           `json:"for,omitempty"` // µs of world time
	Times    int             `json:"times,omitempty"`
	Count    int             `json:"count,omitempty"`
	Memory   bool            `json:"memory,omitempty"`
	Thread   int             `json:"thread,omitempty"`
	Like     string          `json:"like,omitempty"`
	Column   int             `json:"column,omitempty"`
	Row      int             `json:"row,omitempty"`
	Type     string          `json:"type,omitempty"` // PUSH, PULL ...
	Name     string          `json:"name,omitempty"`
	Value    string          `json:"value,omitempty"`
	Frames   []Frame         `json:"frames,omitempty"`
	Spec     json.RawMessage `json:"spec,omitempty"`
}

// Frame is one part of a message to send, as text or, when Hex, as hex digits.
type Frame struct {
	Text string `json:"text,omitempty"`
	Hex  bool   `json:"hex,omitempty"`
}

// Done is an action with its place: after so many due things had happened, at
// that world time, and as which event it was recorded.
type Done struct {
	After  int64  `json:"after"`
	At     int64  `json:"at"` // µs of world time
	Seq    int64  `json:"seq"`
	Action Action `json:"action"`
}

// Place is a moment of a run at which every program waits: after so many due
// things, and with all actions done whose event is not after Seq.
type Place struct {
	After int64 `json:"after"`
	Seq   int64 `json:"seq"`
}

// Target is what a reader points at; one field is set. None: the world itself.
type Target struct {
	Message  int64
	Parcel   int64
	Node     string
	Socket   string
	Link     string
	Endpoint string
}

// Offer is one thing that can be done with a target, or that cannot, and why.
type Offer struct {
	Action Action  `json:"action"` // ready, but for the fields
	Title  string  `json:"title"`  // on its button: "Hold"
	Help   string  `json:"help"`   // what it does, in one sentence
	Why    string  `json:"why,omitempty"`
	Group  string  `json:"group,omitempty"`  // offers of a group stand together
	Fields []Field `json:"fields,omitempty"` // what is still to be said
}

// Field is one thing an Action needs to be told. Name is that of its JSON field.
type Field struct {
	Name    string   `json:"name"`
	Title   string   `json:"title"`
	Kind    string   `json:"kind"` // number, text, flag, choice, frames
	Unit    string   `json:"unit,omitempty"`
	Scale   int64    `json:"scale,omitempty"` // what is typed counts so many in the Action: 1000 for ms
	Min     int64    `json:"min,omitempty"`
	Max     int64    `json:"max,omitempty"` // of a text: bytes
	Choices []string `json:"choices,omitempty"`
	Default string   `json:"default,omitempty"`
}

// Due is one thing that can happen next.
type Due struct {
	Due     uint64 `json:"due,omitempty"` // its number, for Choose; 0: it cannot be chosen
	At      int64  `json:"at"`            // when, µs of world time
	Kind    string `json:"kind"`          // flight, timer, start, connect, heartbeat, linger, outside, fault
	Node    string `json:"node,omitempty"`
	Socket  string `json:"socket,omitempty"`
	Link    string `json:"link,omitempty"`
	Parcel  int64  `json:"parcel,omitempty"`
	Message int64  `json:"message,omitempty"`
	Say     string `json:"say"`           // "task #3 lands at worker 1"
	Why     string `json:"why,omitempty"` // it cannot be chosen
}
