package zmq

import (
	"fmt"
	"maps"
	"slices"
	"strconv"
	"time"

	"patternscope/sim/event"
)

// Option names, as zmq_setsockopt(3) has them without ZMQ_. Times are
// time.Duration, or a number of milliseconds; -1 is for ever.
const (
	SNDHWM            = "SNDHWM"   // messages; 0: no limit
	RCVHWM            = "RCVHWM"   // messages; 0: no limit
	HWM               = "HWM"      // both
	IDENTITY          = "IDENTITY" // 1 to 255 bytes
	LINGER            = "LINGER"
	SNDTIMEO          = "SNDTIMEO"
	RCVTIMEO          = "RCVTIMEO"
	IMMEDIATE         = "IMMEDIATE"
	CONFLATE          = "CONFLATE"
	ROUTER_MANDATORY  = "ROUTER_MANDATORY"
	ROUTER_HANDOVER   = "ROUTER_HANDOVER"
	REQ_RELAXED       = "REQ_RELAXED"
	REQ_CORRELATE     = "REQ_CORRELATE"
	XPUB_VERBOSE      = "XPUB_VERBOSE"
	RECONNECT_IVL     = "RECONNECT_IVL"
	RECONNECT_IVL_MAX = "RECONNECT_IVL_MAX"
	CONNECT_TIMEOUT   = "CONNECT_TIMEOUT" // 0: the operating system's
	HANDSHAKE_IVL     = "HANDSHAKE_IVL"   // 0: a handshake may take any time
	HEARTBEAT_IVL     = "HEARTBEAT_IVL"
	HEARTBEAT_TIMEOUT = "HEARTBEAT_TIMEOUT"
	HEARTBEAT_TTL     = "HEARTBEAT_TTL"
	SUBSCRIBE         = "SUBSCRIBE"
	UNSUBSCRIBE       = "UNSUBSCRIBE"
	PLAIN_SERVER      = "PLAIN_SERVER"
	PLAIN_USERNAME    = "PLAIN_USERNAME"
	PLAIN_PASSWORD    = "PLAIN_PASSWORD"
)

// forever is a timeout that never comes.
const forever = time.Duration(-1)

type options struct {
	numbers map[string]int // counts and booleans
	times   map[string]time.Duration
	texts   map[string]string
}

// defaults are libzmq's.
func defaults() options {
	return options{
		numbers: map[string]int{
			SNDHWM: 1000, RCVHWM: 1000, IMMEDIATE: 0, CONFLATE: 0, ROUTER_MANDATORY: 0, ROUTER_HANDOVER: 0,
			REQ_RELAXED: 0, REQ_CORRELATE: 0, XPUB_VERBOSE: 0, PLAIN_SERVER: 0,
		},
		times: map[string]time.Duration{
			LINGER: forever, SNDTIMEO: forever, RCVTIMEO: forever,
			RECONNECT_IVL: 100 * time.Millisecond, RECONNECT_IVL_MAX: 0,
			CONNECT_TIMEOUT: 0, HANDSHAKE_IVL: 30 * time.Second,
			HEARTBEAT_IVL: 0, HEARTBEAT_TIMEOUT: forever, HEARTBEAT_TTL: 0,
		},
		texts: map[string]string{IDENTITY: "", PLAIN_USERNAME: "", PLAIN_PASSWORD: ""},
	}
}

// clone is the options as they are now: what was bound or connected keeps them.
func (o options) clone() options {
	return options{maps.Clone(o.numbers), maps.Clone(o.times), maps.Clone(o.texts)}
}

func (o options) on(name string) bool { return o.numbers[name] != 0 }

// onlyFor says which types know an option that not all know.
var onlyFor = map[string][]string{
	CONFLATE:         {"PULL", "PUSH", "SUB", "PUB", "DEALER"},
	ROUTER_MANDATORY: {"ROUTER"}, ROUTER_HANDOVER: {"ROUTER"},
	REQ_RELAXED: {"REQ"}, REQ_CORRELATE: {"REQ"},
	XPUB_VERBOSE: {"XPUB"},
	SUBSCRIBE:    {"SUB"}, UNSUBSCRIBE: {"SUB"},
}

// SetOption sets an option. OptionFields says from when on it counts.
func (s *Socket) SetOption(name string, value any) error {
	s.by().Enter(s.ctx.Scene)
	if s.closed {
		return ETERM
	}
	if types := onlyFor[name]; types != nil && !slices.Contains(types, string(s.typ)) {
		return fmt.Errorf("set %s on a %s socket: %w", name, s.typ, EINVAL)
	}
	if name == SUBSCRIBE || name == UNSUBSCRIBE {
		return s.subscribe(name, value)
	}
	if err := s.opt.set(name, value); err != nil {
		return err
	}
	s.by().Emit(s.ctx.Scene, event.Event{
		Kind: event.Option, Socket: s.ID(), Text: fmt.Sprintf("%s=%v", name, shown(name, value)), Identity: s.Identity(),
		SendHWM: s.opt.numbers[SNDHWM], ReceiveHWM: s.opt.numbers[RCVHWM],
	})
	s.recheck()
	return nil
}

func shown(name string, value any) any {
	if name == PLAIN_PASSWORD {
		return "***"
	}
	if b, ok := value.([]byte); ok {
		return string(b)
	}
	return value
}

func (o options) set(name string, value any) error {
	if name == HWM {
		if err := o.set(SNDHWM, value); err != nil {
			return err
		}
		return o.set(RCVHWM, value)
	}
	if _, ok := o.numbers[name]; ok {
		n, err := number(value)
		if err != nil || n < 0 {
			return fmt.Errorf("set %s to %v: a number from 0 up is wanted: %w", name, value, EINVAL)
		}
		o.numbers[name] = n
		return nil
	}
	if _, ok := o.times[name]; ok {
		d, err := duration(value)
		if err != nil {
			return fmt.Errorf("set %s to %v: a time is wanted: %w", name, value, EINVAL)
		}
		o.times[name] = d
		return nil
	}
	if _, ok := o.texts[name]; ok {
		text, ok := asText(value)
		if !ok || len(text) > 255 || name == IDENTITY && text == "" {
			return fmt.Errorf("set %s: 1 to 255 bytes are wanted: %w", name, EINVAL)
		}
		o.texts[name] = text
		return nil
	}
	return fmt.Errorf("set %s: no such option: %w", name, EINVAL)
}

// GetOption returns an option: int, time.Duration or string. HWM is SNDHWM.
func (s *Socket) GetOption(name string) (any, error) {
	if name == HWM {
		name = SNDHWM
	}
	if n, ok := s.opt.numbers[name]; ok {
		return n, nil
	}
	if d, ok := s.opt.times[name]; ok {
		return d, nil
	}
	if t, ok := s.opt.texts[name]; ok {
		return t, nil
	}
	return nil, fmt.Errorf("get %s: no such option: %w", name, EINVAL)
}

func number(v any) (int, error) {
	switch v := v.(type) {
	case int:
		return v, nil
	case bool:
		if v {
			return 1, nil
		}
		return 0, nil
	case string:
		return strconv.Atoi(v)
	}
	return 0, EINVAL
}

func duration(v any) (time.Duration, error) {
	if d, ok := v.(time.Duration); ok {
		return max(d, forever), nil
	}
	n, err := number(v)
	if n < 0 {
		return forever, err
	}
	return time.Duration(n) * time.Millisecond, err
}

func asText(v any) (string, bool) {
	switch v := v.(type) {
	case string:
		return v, true
	case []byte:
		return string(v), true
	}
	return "", false
}
