// Package conformance is the table of what ZeroMQ sockets must do: a test for
// each rule, named by it, on every transport. A rule is a program that a world
// runs. After each, whatever it did, the books must balance:
//
//   - every copy of a message sent has one fate: taken, filtered, dropped, in
//     a queue or in a lane;
//   - the state folded from the events is the state of the sockets;
//   - nothing is said of a link that has ended, and no goroutine is left.
//
// Where the RFCs and libzmq 4.3 differ, the rules say what libzmq does.
package conformance
