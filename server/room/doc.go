// Package room keeps runs and whoever watches them.
//
// A Room is one run of one pattern (a World), or one after another when it is
// restarted, and its viewers. Rooms are all of them, within Limits.
//
//	Command ──▶ [ turn ] ──▶ World ──▶ Log ──┬─ cursor ─▶ Viewer.Next ─▶ a page
//	                                         ├─ cursor ─▶ Viewer.Next ─▶ a page
//	                                         └─ cursor ─▶ Room.Read   ─▶ a script
//
// Who may what: everybody who knows a room's id may watch it. Its steering
// token, made with the room and told to its maker alone, is asked for again at
// every command and at Rooms.Delete.
//
// Order: a viewer gets a run's events in the order of their numbers, each once,
// and a keyframe straight after the event whose number it has. Commands of one
// room take turns.
//
// Who may block whom: no viewer can block a world, a command or another viewer,
// for each reads the log with a cursor of its own, in a goroutine of its own.
// One that falls more than Limits.Behind events back is moved on to a keyframe,
// and told how many events it missed.
//
// End: a room ends when its token's holder deletes it, when nobody has watched
// or asked for it for Limits.Idle, when it is Limits.Life old, or with Rooms.Close.
// Its viewers' Next then returns a Refusal that says why. Close waits until
// every world is closed and every goroutine of this package has returned.
package room
