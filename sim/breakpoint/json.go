package breakpoint

import (
	"bytes"
	"encoding/json"
	"fmt"
)

// UnmarshalJSON reads a breakpoint as an object, or as the one line in a string.
// It must make sense, and have no fields of other names.
func (b *Breakpoint) UnmarshalJSON(data []byte) error {
	var line string
	if json.Unmarshal(data, &line) == nil {
		read, err := Parse(line)
		*b = read
		return err
	}
	type plain Breakpoint // without this method
	dec := json.NewDecoder(bytes.NewReader(data))
	dec.DisallowUnknownFields()
	if err := dec.Decode((*plain)(b)); err != nil {
		return fmt.Errorf("breakpoint: %w", err)
	}
	return b.Check()
}
