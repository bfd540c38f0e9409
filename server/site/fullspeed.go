package site

import (
	"fmt"
	"strings"

	"patternscope/sim/measure"
	"patternscope/sim/pattern"
)

// FullSpeed is the task of a duel as package measure runs it. The error says in
// one sentence that there is no such duel, and which there are.
func FullSpeed(patterns []*pattern.Pattern, id string) (measure.Setup, error) {
	var ids []string
	for _, p := range patterns {
		switch {
		case p.Duel == nil:
		case p.ID == id:
			return setupOf(p.Duel.FullSpeed), nil
		default:
			ids = append(ids, p.ID)
		}
	}
	return measure.Setup{}, fmt.Errorf("there is no duel %q; there are %s", id, strings.Join(ids, ", "))
}

func setupOf(f pattern.FullSpeed) measure.Setup {
	s := measure.Setup{Task: f.Task, Payload: f.Payload, Concurrency: f.Concurrency, Peers: f.Peers}
	switch f.Variant {
	case "close":
		s.HTTP = measure.HTTP1Close
	case "h2":
		s.HTTP = measure.HTTP2
	case "unix":
		s.Transport = "ipc"
	case "memory":
		s.Transport = "inproc"
	}
	return s
}
