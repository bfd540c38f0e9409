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
		switch {
		case f.Kind == "frames":
			said[f.Name] = []Frame{{Text: f.Default}}
		case f.Kind == "text", f.Kind == "choice", f.Name == "value":
			said[f.Name] = f.Default // an action's value is text, whatever it is of
		case f.Kind == "number":
			n, _ := strconv.ParseInt(f.Default, 10, 64)
			said[f.Name] = n * max(f.Scale, 1)
		case f.Kind == "flag":
			said[f.Name] = f.Default == "true"
		}
	}
	a := o.Action
	data, _ := json.Marshal(said) // numbers, flags and texts
	_ = json.Unmarshal(data, &a)
	return a
}
