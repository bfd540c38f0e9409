// Package measure runs one task at full speed, once over HTTP and once over
// ZeroMQ, on real connections of this machine: no world, no world clock,
// nothing slowed and nothing held.
//
//	sender ─▶ queue (HWM) ─▶ frames: all that waits, one write ─▶ tcp, ipc ─▶ splitter ─▶ queue ─▶ receiver   ZeroMQ
//	sender ─▶ net/http client, its pool of connections ─────────▶ tcp, ipc ─▶ net/http server ─▶ handler      HTTP
//	  stamp                                                            tap                               arrived
//
// The ZeroMQ half shakes hands with the zmq4 library and then writes and reads
// frames with the codec of package wire, as the glass sockets do, but without
// their turn: each socket is as much of its type's routing rule as the task
// needs. The HTTP half is net/http, both ends. On inproc ZeroMQ has no wire:
// a message is handed over in memory; HTTP still speaks, over a pipe.
//
// # Fair
//
// Both halves carry the same payloads for the same number of programs, in this
// process. A round has four legs, each half untapped and tapped; the order
// turns from round to round. A leg opens connections of its own, sends some
// messages that are not counted, and only then is measured. Figures are those of
// the untapped legs; the tapped ones tell what the tap costs.
//
// # Checked
//
// Each message has a number, and each must come exactly once, whole, to each of
// its receivers: a run in which one does not is an error, not a figure.
//
// # Ends
//
// Run owns every goroutine, connection and file it makes. It returns promptly
// when its context ends, and leaves nothing behind.
package measure
