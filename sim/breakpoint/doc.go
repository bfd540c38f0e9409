// Package breakpoint says where a run is to stop, and finds out that it has come there.
//
//	events, each once, in order ──▶ Matcher.See, At ─────▶ Hit: which breakpoint, at which event, and why
//	world time, between events ───▶ Matcher.Late, Pass ──▶
//
// A Breakpoint is a few conditions; one is met when all that are given hold of
// the same event, or of the same wait. Its Go struct is its JSON, and it has a
// form of one line for the terminal and for links, which Parse reads and String
// writes:
//
//	kind=dropped reason=hwm socket=pub.pub
//	depth>=10 node=sink
//	blocked>2s once
//	text~"task 7" fate=received
//
// What an event tells of a message is the start of each frame, event.PreviewBytes
// of it, half as many of one that is no text. A condition on text looks at that.
//
// A breakpoint changes nothing in the run: it records no event and takes nothing
// from its seed. The package is a leaf beside event; the browser has the same
// rules in web/model, and testdata/cases.json is the table both are tested by.
package breakpoint
