// Package httpx runs real net/http clients and servers over wires one can see.
//
//	program ─ Do ─▶ pool ─▶ net/http ─ Write ─▶ splitter ─▶ lane ─▶ the real connection ─▶ Read ─ net/http ─▶ handler
//	                 who waits for a connection?   a dot: request, response, chunk            a task of its own
//
// Every Client has a pool of connections of its own, so that who waits for one
// can be seen; each connection is an http.ClientConn. Every Server is an
// http.Server whose handlers run as tasks of the clock. The bytes between them
// are net/http's own.
//
// # Counted
//
// net/http works in goroutines that have no turn. So that a step still ends
// when all is quiet, what they do is owed: a request from Do until its last
// byte is written; a response head that has landed until Do returns; a request
// head that has landed until its handler is entered; a response from the
// handler's end until its last byte is written.
//
// # Hands
//
// A reader may do to a connection what a network does, and hold what waits to fly
// or, after an upgrade, to be read. What net/http has read is out of reach. While
// a connection is cut nobody is told across it, also not that a process was killed.
//
// # HTTP/2
//
// A server speaks HTTP/2 with whoever begins with its preface; a client with a
// Pool that says so, over one connection for all its requests to one server.
// Each HEADERS and each DATA is a message of its stream; the frames of flow
// control and settings are parcels alone. Type h2 says what is owed. A request's
// content is at most 16 KiB there, one DATA frame.
//
// # After an upgrade
//
// A websocket is read and written by the program itself, with the turn: gorilla's
// Conn stands on a duplex, and net/http has let the connection go. What it owes
// is then nothing.
//
// # Only this world
//
// A client reaches the servers of its own world by their names, and nothing
// else: no proxy of the environment, no other port, no other host. A
// redirect is an answer like any other.
//
// # Outside processes
//
// Any HTTP/1.1 client of this machine, curl for example, can call a server that
// listens on tcp or at a unix socket, by whatever Host. It joins with its first
// request, is called after its User-Agent, and leaves with its connection. Its
// bytes are checked like all others; what breaks HTTP or a limit, stays
// silent within a request, or does not read, is refused with an event and costs
// that connection alone. While the world is held it waits.
//
// # Date
//
// A run is a function of its seed, so a response has the Date of world time,
// which begins at Epoch; what a handler sets itself stays.
package httpx
