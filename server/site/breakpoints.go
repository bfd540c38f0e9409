package site

import (
	"encoding/json"

	"patternscope/sim/breakpoint"
	"patternscope/sim/event"
)

// breakpointWords is what a breakpoint can be made of, as the page's script reads it.
func breakpointWords() string {
	text, err := json.Marshal(struct {
		Kinds     []event.Kind          `json:"kinds"`
		Reasons   []event.Reason        `json:"reasons"`
		Fates     []breakpoint.Fate     `json:"fates"`
		Interests []breakpoint.Interest `json:"interests"`
	}{event.Kinds(), event.Reasons(), breakpoint.Fates(), breakpoint.Interests()})
	if err != nil {
		return "{}"
	}
	return string(text)
}
