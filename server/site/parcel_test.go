package site_test

import (
	"net/http"
	"strings"
	"testing"

	"patternscope/sim/event"
	"patternscope/sim/wire"
	"patternscope/sim/wire/dissect"
)

// parcel is what GET /api/rooms/{id}/parcels/{parcel} answers.
type parcel struct {
	Run     int             `json:"run"`
	Parcel  int64           `json:"parcel"`
	What    string          `json:"what"`
	Size    int             `json:"size"`
	Payload int             `json:"payload"`
	Missing int             `json:"missing"`
	Note    string          `json:"note"`
	Hex     string          `json:"hex"`
	Fields  []dissect.Field `json:"fields"`
}

func TestParcel(t *testing.T) {
	h := open(t)
	made, w := h.echo()
	path := "/api/rooms/" + made.ID + "/parcels/"
	keep := func(id int64, what, bytes string) {
		w.Tape.Keep(&wire.Parcel{ID: id, What: what, Bytes: []byte(bytes)})
	}
	keep(1, event.WhatMessage, "\x00\x02hi")
	keep(2, event.WhatMessage, "")
	keep(3, event.WhatMessage, "\x02\x00\x00\x00\x00\x00\x01\x00\x00"+strings.Repeat("x", 1<<16))
	keep(4, event.WhatHandshake, "\x04\x0e\x05HELLO\x03bob\x03s3c")

	var got parcel
	h.want(h.get(path+"1?run=1"), http.StatusOK, &got)
	if got.Run != 1 || got.Parcel != 1 || got.What != "message" || got.Hex != "00026869" || got.Size != 4 || got.Payload != 2 || len(got.Fields) != 1 {
		t.Errorf("a message reads %+v", got)
	}
	got = parcel{}
	h.want(h.get(path+"2"), http.StatusOK, &got)
	if got.Size != 0 || got.Hex != "" || !strings.Contains(got.Note, "no byte crossed a wire") {
		t.Errorf("a message over inproc reads %+v", got)
	}
	got = parcel{}
	h.want(h.get(path+"3"), http.StatusOK, &got)
	if len(got.Hex) != 2*wire.TapedBytes || got.Missing != 9+1<<16-wire.TapedBytes || !strings.Contains(got.Note, "more are not shown") {
		t.Errorf("a long message reads %d digits, %d missing: %s", len(got.Hex), got.Missing, got.Note)
	}
	got = parcel{}
	h.want(h.get(path+"4"), http.StatusOK, &got)
	if !strings.HasSuffix(got.Hex, "03626f6203000000") {
		t.Errorf("a password is shown: %s", got.Hex)
	}
}

func TestParcelRefused(t *testing.T) {
	h := open(t)
	made, w := h.echo()
	path := "/api/rooms/" + made.ID + "/parcels/"
	full := make([]byte, wire.TapedBytes)
	for id := int64(1); id <= wire.TapeSize/wire.TapedBytes+1; id++ {
		w.Tape.Keep(&wire.Parcel{ID: id, What: event.WhatMessage, Bytes: full})
	}
	for _, tc := range []struct {
		path   string
		status int
		says   string
	}{
		{path + "1", http.StatusGone, "no longer kept"},
		{path + "999999", http.StatusNotFound, "no parcel 999999 was sent"},
		{path + "0", http.StatusBadRequest, "whole number from 1 on"},
		{path + "x", http.StatusBadRequest, "whole number from 1 on"},
		{path + "2?run=9", http.StatusNotFound, "has no run 9"},
		{path + "2?rum=1", http.StatusBadRequest, "the query takes run"},
		{"/api/rooms/nowhere-1/parcels/1", http.StatusNotFound, "no room"},
	} {
		var told map[string]string
		h.want(h.get(tc.path), tc.status, &told)
		if !strings.Contains(strings.ToLower(told["error"]), tc.says) {
			t.Errorf("%s: %q does not say %q", tc.path, told["error"], tc.says)
		}
	}
}
