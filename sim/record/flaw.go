package record

import (
	"fmt"
	"reflect"
	"slices"

	"patternscope/sim/event"
)

// flawOf says what in a value is above the limits of any text and number, ""
// when nothing is. It looks into every field, so that a new one is checked too.
func flawOf(v any) string { return flawIn(reflect.ValueOf(v), "") }

func flawIn(v reflect.Value, name string) string {
	switch v.Kind() {
	case reflect.String:
		if v.Len() > MaxText {
			return fmt.Sprintf("a %s of more than %d bytes", name, MaxText)
		}
	case reflect.Int, reflect.Int64:
		if n := v.Int(); n < 0 || n > MaxNumber {
			return fmt.Sprintf("%s is %d", name, n)
		}
	case reflect.Pointer:
		if !v.IsNil() {
			return flawIn(v.Elem(), name)
		}
	case reflect.Struct:
		return flawInFields(v)
	case reflect.Slice, reflect.Array:
		for i := range v.Len() {
			if flaw := flawIn(v.Index(i), name); flaw != "" {
				return flaw
			}
		}
	case reflect.Map:
		return flawInMap(v, name)
	}
	return ""
}

func flawInFields(v reflect.Value) string {
	for i := range v.NumField() {
		if f := v.Field(i); !f.IsZero() {
			if flaw := flawIn(f, v.Type().Field(i).Name); flaw != "" {
				return flaw
			}
		}
	}
	return ""
}

func flawInMap(v reflect.Value, name string) string {
	for each := v.MapRange(); each.Next(); {
		for _, part := range []reflect.Value{each.Key(), each.Value()} {
			if flaw := flawIn(part, name); flaw != "" {
				return flaw
			}
		}
	}
	return ""
}

// places are where a message can be lost.
var places = []string{event.AtSend, event.AtSendQueue, event.AtLane, event.AtReceiveQueue}

var flows = []event.Flow{event.Request, event.Reply, event.Publish, event.Task, event.Control}

func flawOfEvent(e *event.Event) string {
	switch {
	case e.Kind == event.Dropped && !slices.Contains(places, e.Place):
		return fmt.Sprintf("that something was lost at %.40q", e.Place)
	case e.Flow != "" && !slices.Contains(flows, e.Flow):
		return fmt.Sprintf("a message is for %.40q", e.Flow)
	case e.T1 < e.T0:
		return "that something lands before it starts"
	case e.Column > MaxColumn || e.Row > MaxRow:
		return "that something stands far off the stage"
	}
	return flawOf(*e)
}

func flawOfState(s *event.State) string {
	for _, n := range s.Nodes {
		if n.Column > MaxColumn || n.Row > MaxRow {
			return "that something stands far off the stage"
		}
	}
	for _, m := range s.Messages {
		if !slices.Contains(flows, m.Flow) {
			return fmt.Sprintf("a message is for %.40q", m.Flow)
		}
	}
	return flawOf(*s)
}

// complete has an empty list where there is none: who draws a keyframe counts on each.
func complete(s *event.State) {
	filled(&s.Nodes)
	filled(&s.Sockets)
	filled(&s.Links)
	filled(&s.Messages)
	for i := range s.Sockets {
		filled(&s.Sockets[i].Bound)
		if s.Sockets[i].Dropped == nil {
			s.Sockets[i].Dropped = map[event.Reason]int{}
		}
	}
	for i := range s.Links {
		l := &s.Links[i]
		for side := range l.Ends {
			filled(&l.Ends[side].Send)
			filled(&l.Ends[side].Receive)
			filled(&l.Ends[side].Topics)
			filled((*[]event.Flight)(&l.Lanes[side]))
		}
	}
	for i := range s.Messages {
		filled(&s.Messages[i].Frames)
	}
	for i := range s.Ledgers {
		if s.Ledgers[i].Lost == nil {
			s.Ledgers[i].Lost = map[event.Reason]int{}
		}
	}
}

func filled[T any](list *[]T) {
	if *list == nil {
		*list = []T{}
	}
}
