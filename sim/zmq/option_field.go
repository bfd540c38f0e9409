package zmq

import (
	"fmt"
	"slices"
	"strconv"

	"github.com/go-zeromq/zmq4"

	"patternscope/sim/act"
)

// OptionField describes one option of a socket type to a reader.
type OptionField struct {
	act.Field
	When string `json:"when"` // from when on a change counts: one of the three below
}

// From when on an option counts, as zmq_setsockopt(3) says.
const (
	AtOnce   = "at once"
	NextCall = "from the next call on"
	NextLink = "for endpoints bound or connected from now on; those that are there keep the old value"
)

// OptionFields lists the options a socket of the type has, in order.
func OptionFields(typ zmq4.SocketType) []OptionField {
	out := []OptionField{}
	for _, f := range optionFields() {
		if types := onlyFor[f.Name]; types == nil || slices.Contains(types, string(typ)) {
			out = append(out, f)
		}
	}
	return out
}

const (
	mostMessages = 1_000_000
	mostMillis   = 3_600_000
)

func optionFields() []OptionField {
	messages := func(name, title, when string) OptionField {
		return OptionField{act.Field{Name: name, Title: title, Kind: "number", Unit: "messages; 0 is no limit", Max: mostMessages, Default: "1000"}, when}
	}
	millis := func(name, title, when, def string, least int64) OptionField {
		return OptionField{act.Field{Name: name, Title: title, Kind: "number", Unit: "ms", Min: least, Max: mostMillis, Default: def}, when}
	}
	flag := func(name, title, when string) OptionField {
		return OptionField{act.Field{Name: name, Title: title, Kind: "flag", Default: "0"}, when}
	}
	return []OptionField{
		messages(SNDHWM, "High-water mark of each send queue", AtOnce),
		messages(RCVHWM, "High-water mark of each receive queue", AtOnce),
		millis(LINGER, "After closing, what is queued is kept for; -1 is for ever", AtOnce, "-1", -1),
		millis(SNDTIMEO, "Send waits at most; -1 is for ever", NextCall, "-1", -1),
		millis(RCVTIMEO, "Receive waits at most; -1 is for ever", NextCall, "-1", -1),
		{act.Field{Name: IDENTITY, Title: "Identity, which a ROUTER calls it by", Kind: "text", Max: 255}, NextLink},
		flag(IMMEDIATE, "No queue before a connection is made", NextLink),
		flag(CONFLATE, "Keep the newest message alone", NextLink),
		flag(ROUTER_MANDATORY, "Sending to an unknown peer is an error", AtOnce),
		flag(ROUTER_HANDOVER, "A second peer of an identity takes its place", AtOnce),
		flag(REQ_RELAXED, "A second request may be sent without an answer to the first", AtOnce),
		flag(REQ_CORRELATE, "Answers bear the number of their request", AtOnce),
		flag(XPUB_VERBOSE, "Each subscription is handed up, also one that is there", AtOnce),
		millis(RECONNECT_IVL, "A lost connection is tried again after; -1 is never", NextLink, "100", -1),
		millis(RECONNECT_IVL_MAX, "That time is doubled up to; 0 is not at all", NextLink, "0", 0),
		millis(CONNECT_TIMEOUT, "A try to connect that gets no answer ends after; 0 is as the system does", NextLink, "0", 0),
		millis(HANDSHAKE_IVL, "A handshake that is not done ends after; 0 is never", NextLink, "30000", 0),
		millis(HEARTBEAT_IVL, "A PING is sent every; 0 is never", NextLink, "0", 0),
		millis(HEARTBEAT_TIMEOUT, "Without an answer the connection ends after; -1 is HEARTBEAT_IVL", NextLink, "-1", -1),
		millis(HEARTBEAT_TTL, "The peer is told to give up after; 0 is not at all", NextLink, "0", 0),
	}
}

// CheckOption tells whether SetOption would take the value for a socket of the
// type, within what a reader may ask for.
func CheckOption(typ zmq4.SocketType, name, value string) error {
	fields := OptionFields(typ)
	i := slices.IndexFunc(fields, func(f OptionField) bool { return f.Name == name })
	if i < 0 {
		return fmt.Errorf("a %s socket has no option %q that can be set here", typ, name)
	}
	f := fields[i]
	if f.Kind == "text" {
		if len(value) < 1 || int64(len(value)) > f.Max {
			return fmt.Errorf("%s takes 1 to %d bytes", name, f.Max)
		}
		return nil
	}
	n, err := strconv.ParseInt(value, 10, 64)
	switch most := f.most(); {
	case err != nil || n < f.Min || n > most:
		return fmt.Errorf("%s takes a whole number from %d to %d, not %q", name, f.Min, most, value)
	}
	return nil
}

func (f OptionField) most() int64 {
	if f.Kind == "flag" {
		return 1
	}
	return f.Max
}
