package room

import (
	"strings"
	"time"
)

// Limits bound what visitors can take of this machine.
type Limits struct {
	Rooms            int           // at once: each may hold some 200 file descriptors
	RoomsPerVisitor  int           // at once, by remote address
	Idle             time.Duration // a room nobody watched or asked for so long ends
	Life             time.Duration // and any room this old
	Viewers          int           // of all rooms together
	ViewersPerSecond int           // new ones, and as many in one burst
	Behind           int           // events a viewer may be behind before it is moved to a keyframe
}

// DefaultLimits suit a laptop in front of a class.
var DefaultLimits = Limits{
	Rooms:            64,
	RoomsPerVisitor:  4,
	Idle:             10 * time.Minute,
	Life:             8 * time.Hour,
	Viewers:          1500,
	ViewersPerSecond: 50,
	Behind:           20_000, // some 6 MB of JSON: a few seconds on a slow line
}

// Span is a time as a sentence has it: 10m, and not 10m0s.
func Span(d time.Duration) string {
	text := d.String()
	for _, nothing := range []string{"m0s", "h0m"} {
		if strings.HasSuffix(text, nothing) {
			text = text[:len(text)-2]
		}
	}
	return text
}

// Bounds of what a command may ask for.
const (
	MinRate = 0.05
	MaxRate = 100
	MaxSeed = 1<<53 - 1 // the largest whole number JSON carries safely
)
