package httpx

import (
	"fmt"
	"strings"

	"patternscope/sim/act"
	"patternscope/sim/event"
)

// The manners in which a server answers who connects; "": it accepts.
const (
	refuses = "refuse"  // as if nobody listened there
	mute    = "silence" // accepted, and then not heard, nor spoken to
)

// Can finds out how the manner of a server is changed, or why not. Its endpoint is http://name.
func (w *Web) Can(a act.Action) (do func(), why string) {
	s, manner := w.servers[strings.TrimPrefix(a.Endpoint, "http://")], string(a.Do)
	if a.Do == act.Accept {
		manner = ""
	}
	switch {
	case s == nil:
		return nil, fmt.Sprintf("nobody listens at %s", a.Endpoint)
	case s.manner == manner && manner == "":
		return nil, "it accepts already"
	case s.manner == manner:
		return nil, "it does so already"
	}
	return func() { s.behave(manner) }, ""
}

func (s *Server) behave(manner string) {
	s.manner = manner
	for i := range s.bound {
		s.bound[i].Manner = manner
	}
	s.scene.Emit(event.Event{Kind: event.Altered, Node: s.owner.Name, Socket: s.ID, Endpoint: "http://" + s.name, Manner: manner})
	if manner != "" {
		return
	}
	s.web.each(s.socket, func(l *link, side int) {
		if l.muted && side == 1 {
			l.muted = false
			s.take(l.streams[1])
			l.lanes[0].Kick()
		}
	})
}
