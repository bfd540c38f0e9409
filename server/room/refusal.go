package room

import "fmt"

// Kind says what sort of refusal it is; the site has one table from Kind to HTTP status.
type Kind string

const (
	Invalid  Kind = "invalid"   // what was asked makes no sense
	Unknown  Kind = "unknown"   // no such room or pattern
	NoToken  Kind = "no-token"  // steering needs a token
	BadToken Kind = "bad-token" // this is not the room's token
	TooMany  Kind = "too-many"  // this visitor has enough
	Full     Kind = "full"      // the server has enough
	NotNow   Kind = "not-now"   // makes sense, but not as the room stands
	Ended    Kind = "ended"     // the room or the run has ended
)

// Refusal is why a room does not do what was asked: one sentence for whoever asked.
type Refusal struct {
	Kind Kind
	Text string
}

func (r *Refusal) Error() string { return r.Text }

func refuse(kind Kind, format string, args ...any) error {
	return &Refusal{Kind: kind, Text: fmt.Sprintf(format, args...)}
}
