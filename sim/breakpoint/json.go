package breakpoint

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"strings"
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
		return fmt.Errorf("breakpoint: %s", explain(err))
	}
	return b.Check()
}

// explain says what is wrong with an object.
func explain(err error) string {
	var kind *json.UnmarshalTypeError
	switch {
	case errors.As(err, &kind) && kind.Field != "":
		return fmt.Sprintf("%s cannot be a JSON %s", kind.Field, kind.Value)
	case errors.As(err, &kind):
		return "it is a line, such as \"kind=dropped\", or an object of conditions"
	}
	return strings.TrimPrefix(err.Error(), "json: ") + "; an object has kinds, node, socket, link, peer, fate, reason, text, depth, queue, blocked, waiting, once and off"
}
