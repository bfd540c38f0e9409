// Package record writes a run down, and reads it back.
//
// A recording is all that the page of a run needs to show it again: what the
// catalogue says of its pattern, the script of what was done to it, keyframes,
// events, and the bytes of the parcels that are still kept. FORMAT.md beside
// this file has the format, for programs that are not this one.
//
//	Log, tape ──▶ Write ──▶ gzip'd lines of JSON ──▶ Reader ──▶ Line, Line, Line ...
//
// A recording is bounded as the log is: the oldest events go first, and its
// header says from which event on it tells the run. It holds no clock of the
// wall and no name of a machine beside those in its events, so that one run
// written twice is the same bytes; a password that crossed a wire is there as zeros.
//
// A Reader believes nothing. It holds one line at a time, within the limits of
// this package, whatever the file claims; what it has given out is well formed,
// in order and without gaps; and only when it has returned io.EOF was the file
// whole. What is wrong is an *Error: its Fault, and one sentence. Neither a
// Writer nor a Reader is safe for concurrent use.
package record
