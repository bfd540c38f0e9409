// Package wire carries bytes between sockets, and lets them be seen and held.
//
//	writer ─▶ parcels ─▶ [ lane: latency, capacity ] ─▶ the real connection ─▶ reader goroutine ─▶ parcels ─▶ receiver
//	                       a dot on the screen              tcp, ipc               counted bytes
//
// A Lane is one direction of a link. What is put into it flies for the lane's
// latency in world time; only then, and only when the far end has room, is it
// written to the real connection. It can be held, delayed and cut meanwhile; the
// order of its parcels stays. Inside a world the far end knows by count
// which parcel its bytes belong to; from an outside process they are cut by a
// splitter, and fly after they were read.
//
// All of it belongs to the clock's turn, except the goroutines that stand in
// Read, Write, Accept and Dial: each belongs to its Conn or Listener, touches
// nothing, posts what it has, and has ended when Exchange.Close returns.
package wire
