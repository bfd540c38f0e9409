package zmq

import (
	"encoding/binary"
	"time"

	"patternscope/sim/event"
	"patternscope/sim/wire"
)

// Heartbeats of ZMTP 3.1 (RFC 37): a PING each HEARTBEAT_IVL, and the
// connection ends when nothing is heard for HEARTBEAT_TIMEOUT after one, or
// for the TTL that the peer's own PING asked for.

func (e *engine) startHeart() {
	ivl := e.pipe.made.times[HEARTBEAT_IVL]
	if ivl > 0 && e.in != nil {
		e.beat = e.pipe.link.ctx.Clock.After(ivl, e.ping).Of(beat{e})
	}
}

func (e *engine) ping() {
	if e.later(e.ping) {
		return
	}
	opt, c := e.pipe.made, e.pipe.link.ctx.Clock
	ttl := binary.BigEndian.AppendUint16(nil, uint16(max(opt.times[HEARTBEAT_TTL], 0)/(100*time.Millisecond)))
	e.say(event.WhatPing, wire.AppendCommand(nil, "PING", ttl), nil)
	e.beat = c.After(opt.times[HEARTBEAT_IVL], e.ping).Of(beat{e})
	timeout := opt.times[HEARTBEAT_TIMEOUT]
	if timeout < 0 {
		timeout = opt.times[HEARTBEAT_IVL]
	}
	if e.silence == nil {
		e.silence = c.After(timeout, e.tooSilent).Of(silence{e})
	}
}

// heard notes that the peer lives.
func (e *engine) heard() {
	e.silence.Stop()
	e.silence = nil
	e.live()
}

func (e *engine) tooSilent() {
	if e.stopped || e.later(e.tooSilent) { // stopped: the other end was the first to give up
		return
	}
	e.pipe.giveUp(event.Timeout)
}

// pinged answers a PING.
func (e *engine) pinged(u wire.Unit) {
	ttl, context := wire.ZMTPPing(u)
	e.say(event.WhatPong, wire.AppendCommand(nil, "PONG", context), nil)
	e.ttl = ttl
	e.live()
}

// live begins anew to wait for the TTL that the peer asked for. A process
// outside means wall time.
func (e *engine) live() {
	if o := e.pipe.peer().outside; o != nil {
		if !o.shaking {
			o.conn.Within(e.ttl)
		}
		return
	}
	e.lifetime.Stop()
	if e.ttl > 0 {
		e.lifetime = e.pipe.link.ctx.Clock.After(e.ttl, e.tooSilent).Of(silence{e})
	}
}
