package record_test

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"

	"patternscope/sim/record"
)

// endOf is the last line that makes these lines whole, as far as counting goes.
func endOf(text []byte) string {
	sum := sha256.Sum256(text)
	end := record.End{SHA256: hex.EncodeToString(sum[:])}
	for line := range bytes.Lines(text) {
		var l record.Line
		if json.Unmarshal(line, &l) != nil {
			continue
		}
		switch {
		case l.Action != nil:
			end.Actions++
		case l.Keyframe != nil:
			end.Keyframes++
		case l.Event != nil:
			end.Events++
		case l.Parcel != nil:
			end.Parcels++
		}
	}
	last, _ := json.Marshal(record.Line{End: &end})
	return string(last) + "\n"
}
