// Package zmq is ZeroMQ with walls of glass: the socket types of RFC 28, 29,
// 30 and 31 as libzmq 4.3 behaves, over connections whose handshake the zmq4
// library does, with every queue, turn and drop recorded as an event.
//
//	Send ─▶ kind: whose turn? ─▶ pipe: send queue ─▶ lane ─▶ pipe: receive queue ─▶ kind: fair queue ─▶ Recv
//	        req rep dealer ...    one for each peer    wire     one for each peer
//
// A Socket satisfies zmq4.Socket. A Link joins two of them, or one and an
// outside process; it has a pipe at each end. An engine speaks ZMTP on one end
// of one connection; inproc has none: there a message is handed over in memory.
//
// # Turn
//
// Everything here belongs to the clock's turn: calls are made by a program
// that runs as a task of the clock. There are no locks.
//
// # Fate
//
// Each copy of a message that Send accepts has one fate: received, filtered,
// dropped with a reason; or it still is in a queue or a lane. The sender's
// tally counts them.
//
// # Hands
//
// A reader may do to a link what a network does (cut, reset, slow down), and to a
// message what its queue or its transport may do. What neither can, Can
// refuses, with the reason. What is held keeps its place, and all behind it.
//
// # Where this differs from libzmq
//
//   - Endpoints are names (tcp://tasks): the world gives each the port or file
//     it really has, so that a run is the same on every machine.
//   - A socket cannot connect to itself: the two ends of its link would be one.
//   - inproc refuses socket types that cannot talk; libzmq does not look.
//   - A second peer with an identity already taken, and a second peer of a
//     PAIR, are disconnected and try again, so the second gets in when the first
//     has gone; libzmq lets it stay connected, unheard. With ROUTER_HANDOVER it
//     is the first that is disconnected, and it does not try again.
//   - A PAIR that has lost its connection makes it anew; a bound PAIR of libzmq
//     does not take it back.
//   - A PUB or XPUB that connects forgets at once what a peer it has lost had asked
//     for; libzmq remembers that, and queues for the peer, until it is back.
//   - A socket looks after its connections at once (a SUB subscribes again, a PUB learns of
//     it); libzmq does so at the program's next call on it.
//   - A second connect of a PAIR is an error; libzmq takes it, to no effect.
//   - REQ discards a reply without delimiter; libzmq ends the connection too.
//   - A message above the limits of package wire ends the connection; libzmq has
//     none unless ZMQ_MAXMSGSIZE is set.
//   - Where RECONNECT_IVL allows no other try, a connection that was never made
//     is given up, with what was queued for it; libzmq keeps the queue for ever.
//   - HANDSHAKE_IVL is counted only where somebody holds a handshake up; in world
//     time all others are over long before. A try to connect that gets no answer goes on
//     as soon as the link is healed; tcp would wait for its next retry.
//   - A connection that is cut is never given up by the operating system; Linux does
//     so after about a quarter of an hour.
//   - While nothing is cut, the other end learns at once of a connection that was given up
//     (heartbeats, HANDSHAKE_IVL) or whose process was killed; over tcp it takes the way there.
//   - CONFLATE keeps the newest message whole; libzmq keeps its last frame.
//   - A full queue has room again when one message leaves it; libzmq waits until
//     half of them have.
//   - A connection's bytes wait in the lane as whole parcels while the receive
//     queue is full; libzmq fills the kernel's buffers.
//   - An outside process sends at most as fast as Limits say, in world time, and
//     its queues are bounded in bytes too; a world that stands still looks dead to
//     a libzmq that sends heartbeats.
//
// A process that is killed loses its queues at once, in flight too: the machine's kernel
// would still send what was written. One that is suspended takes and sends nothing, but
// that a connection of its own has ended is told at once, and one that is opened to it is
// accepted, as the kernel does.
//
// As in libzmq, and other than RFC 28 says: what a peer had delivered before it
// went can still be received, and a connecting socket keeps its send queue
// while it reconnects. Unbind ends the connections made through the endpoint,
// except on inproc; inproc never reconnects.
package zmq
