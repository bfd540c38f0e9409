// Package sandbox builds worlds from a document instead of a pattern: nodes of a
// palette, each with its sockets, on an empty stage.
//
//	text ─ Parse ─▶ Document ─ Pattern ─▶ pattern.Pattern ─▶ a world like any other
//	  ◀── String ──
//
// # The document
//
// It is JSON (RFC 8259), UTF-8, at most MaxBytes. Fields that are not named here
// are errors; each error says where: nodes[2].sockets[0].type.
//
//	{
//	  "sandbox": 1,
//	  "title": "Two workers",
//	  "transport": "tcp",
//	  "latency": 400,
//	  "nodes": [
//	    {"name": "source", "kind": "producer", "column": 0, "row": 0,
//	     "settings": {"every": 250, "text": "task"},
//	     "sockets": [{"name": "push", "type": "PUSH", "options": {"SNDHWM": 4}, "bind": ["tasks"]}]},
//	    {"name": "sink", "kind": "sink", "column": 1, "row": 0,
//	     "sockets": [{"name": "pull", "type": "PULL", "connect": ["tasks"]}]}
//	  ]
//	}
//
// Of the document:
//
//	sandbox    1, the version of the format. It must be there.
//	title      at most 80 bytes, without control characters
//	transport  of endpoints that do not name theirs, and of HTTP: tcp (when absent), ipc, inproc
//	latency    ms of world time a message flies on each link, 0 to 5000; 400 when absent
//	capacity   messages in flight on a link, one way, 0 to 100; 0, any number, when absent
//	nodes      at most 32; none is an empty stage
//
// Of a node:
//
//	name      1 to 32 letters, digits, spaces and hyphens; no two nodes have the same.
//	          Absent: that of its kind, numbered.
//	kind      one of the palette
//	column    of the stage, 0 to 31, from the left; 0 when absent
//	row       0 to 31, from the top; absent: the first that is free. No two nodes stand at one place.
//	settings  of its kind, by name: numbers, strings, true or false, as the palette says. Absent ones have their defaults.
//	sockets   at most 8. Those of its kind come first, in the palette's order; its program uses these.
//	          Others are opened too, and used by hand. Absent: those its kind must have, neither bound nor connected.
//
// Of a socket:
//
//	name       1 to 24 small letters, digits and hyphens; no two of a node have the same.
//	           Absent: that of its place in the kind, or else of its type.
//	type       REQ, REP, DEALER, ROUTER, PUB, SUB, XPUB, XSUB, PUSH, PULL, PAIR, or HTTP. Absent: the first its place takes.
//	options    by their names in zmq_setsockopt(3) without ZMQ_; times are ms, -1 is for ever
//	bind       endpoints it is bound to, at most 8. No endpoint is bound twice.
//	connect    endpoints it connects to, at most 8
//	subscribe  topics of a SUB, at most 16 of 256 bytes; "" is everything
//
// An endpoint is a name of 1 to 40 small letters, digits and hyphens, "tasks", or
// one with its transport, "ipc://tasks". The world gives it its real address. An
// HTTP server is bound to one name, http://NAME/; an HTTP client asks the names it is connected to.
//
// Parse(d.String()) is d.
//
// # The programs
//
// Each kind is one file, an ordinary program of a node.Node like those of a
// pattern, and is shown beside the picture. It reads its settings each time round, so one that is
// changed while it runs holds from the next time on.
package sandbox
