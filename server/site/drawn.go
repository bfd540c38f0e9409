package site

import (
	"bytes"
	"compress/flate"
	"encoding/base64"
	"encoding/json"

	"patternscope/server/room"
	"patternscope/sim/sandbox"
)

// drawn is the document of a room's sandbox, for its recording; nil when the run
// is of a pattern, or one that the room has left.
func drawn(rm *room.Room, run int) json.RawMessage {
	d, err := rm.Document(run)
	if err != nil {
		return nil
	}
	return json.RawMessage(d.String())
}

// sandboxAddress is the page that runs a document: deflated (RFC 1951), in
// base64url (RFC 4648), as web/session/packed has it; "" when it is none.
func sandboxAddress(document json.RawMessage) string {
	d, err := sandbox.Parse(document)
	if err != nil {
		return ""
	}
	var text, packed bytes.Buffer
	if json.Compact(&text, []byte(d.String())) != nil {
		return ""
	}
	w, _ := flate.NewWriter(&packed, flate.BestCompression) // fails for no level there is
	w.Write(text.Bytes())
	w.Close()
	return "/sandbox#d=" + base64.RawURLEncoding.EncodeToString(packed.Bytes())
}
