package act

import (
	"encoding/json"
	"strconv"
)

// Filled is the offer's action with what its fields begin with: what would be
// done if nothing else were said.
func (o Offer) Filled() Action {
	said := map[string]any{}
	for _, f := range o.Fields {
		switch f.Kind {
		case "number":
			n, _ := strconv.ParseInt(f.Default, 10, 64)
			said[f.Name] = n * max(f.Scale, 1)
		case "flag":
			said[f.Name] = f.Default == "true"
		case "text", "choice":
			said[f.Name] = f.Default
		}
	}
	a := o.Action
	data, _ := json.Marshal(said) // numbers, flags and texts
	_ = json.Unmarshal(data, &a)
	return a
}
