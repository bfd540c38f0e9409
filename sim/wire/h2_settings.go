package wire

import (
	"encoding/binary"

	"patternscope/sim/event"
)

// Parameters of SETTINGS that are read here.
const (
	h2HeaderTableSize   = 1
	h2EnablePush        = 2
	h2InitialWindowSize = 4
	h2MaxFrameSize      = 5
)

// h2Table is the size of HPACK's dynamic table until SETTINGS say otherwise.
const h2Table = 4096

func (s *H2Splitter) settings(payload []byte, frame *H2Frame) error {
	for b := payload; len(b) > 0; b = b[h2SettingLen:] {
		one := H2Setting{ID: binary.BigEndian.Uint16(b), Value: binary.BigEndian.Uint32(b[2:])}
		if !one.valid() {
			return httpError(event.BadFrame, "the setting %d is %d", one.ID, one.Value)
		}
		if one.ID == h2HeaderTableSize {
			s.other().allowTable(one.Value)
		}
		frame.Settings = append(frame.Settings, one)
	}
	return nil
}

// valid checks the ranges of RFC 9113 section 6.5.2.
func (one H2Setting) valid() bool {
	switch one.ID {
	case h2EnablePush:
		return one.Value <= 1
	case h2InitialWindowSize:
		return one.Value <= h2Most31
	case h2MaxFrameSize:
		return one.Value >= 1<<14 && one.Value < 1<<24
	}
	return true
}

func (s *H2Splitter) other() *H2Splitter {
	if s.client() {
		return s.x.FromServer
	}
	return s.x.FromClient
}

// allowTable lets this direction's encoder use a larger table. A smaller one it
// announces itself, when it has heard of it.
func (s *H2Splitter) allowTable(size uint32) {
	s.table = max(s.table, min(size, uint32(s.x.limits.Table)))
	s.decoder.SetAllowedMaxDynamicTableSize(s.table)
}
