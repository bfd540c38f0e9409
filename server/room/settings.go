package room

import (
	"encoding/json"
	"fmt"
)

// Settings are values for a pattern's parameters as JSON gives them: each a
// string or a number, {"transport": "ipc", "workers": 3}.
type Settings map[string]string

func (s *Settings) UnmarshalJSON(data []byte) error {
	var raw map[string]json.RawMessage
	if err := json.Unmarshal(data, &raw); err != nil {
		return refuse(Invalid, "params must be an object of names and values")
	}
	*s = make(Settings, len(raw))
	for name, value := range raw {
		text, err := plain(value)
		if err != nil {
			return refuse(Invalid, "parameter %s must be a string or a number", name)
		}
		(*s)[name] = text
	}
	return nil
}

// plain is the text of a JSON string or number.
func plain(value json.RawMessage) (string, error) {
	var text string
	if json.Unmarshal(value, &text) == nil && value[0] == '"' {
		return text, nil
	}
	var number json.Number
	if err := json.Unmarshal(value, &number); err != nil || value[0] == '"' || number == "" {
		return "", fmt.Errorf("neither a string nor a number: %s", value)
	}
	return number.String(), nil
}
