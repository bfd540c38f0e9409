package site

import (
	"encoding/json"
	"reflect"
	"strings"
)

// mistyped says which kind of value a field of a body takes, and what it was given.
func mistyped(err *json.UnmarshalTypeError) string {
	return wanted(err.Type) + ", not " + given(err.Value)
}

func wanted(t reflect.Type) string {
	switch t.Kind() {
	case reflect.String:
		return "a string"
	case reflect.Bool:
		return "true or false"
	case reflect.Float64:
		return "a number"
	case reflect.Slice:
		return "an array"
	case reflect.Struct, reflect.Map:
		return "a JSON object"
	case reflect.Uint64:
		return "a whole number from 0 to 2^64-1"
	}
	return "a whole number below 2^63"
}

// given is a value as encoding/json calls it, with its article: "number 1.5", "array".
func given(value string) string {
	switch number, is := strings.CutPrefix(value, "number "); {
	case is:
		return number
	case value == "bool":
		return "true or false"
	case value == "array" || value == "object":
		return "an " + value
	}
	return "a " + value
}
