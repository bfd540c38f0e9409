package main

import (
	"encoding/json"
	"strings"
	"testing"
)

// TestASandboxOverTheAPI builds a world by the API alone, and reads its document back.
func TestASandboxOverTheAPI(t *testing.T) {
	c := client{t, serve(t)}
	room := c.open(map[string]any{"paused": true, "sandbox": map[string]any{"sandbox": 1, "title": "Mine", "latency": 10}})
	act := func(action map[string]any) { c.command(room, map[string]any{"command": "act", "action": action}) }
	act(map[string]any{"do": "add", "spec": map[string]any{"kind": "producer", "name": "source"}})
	act(map[string]any{"do": "add", "spec": map[string]any{"kind": "sink", "column": 1}})
	act(map[string]any{"do": "bind", "socket": "source.out", "endpoint": "tasks"})
	act(map[string]any{"do": "connect", "socket": "sink.in", "endpoint": "tasks"})
	act(map[string]any{"do": "set", "node": "source", "name": "text", "value": "hello"})
	for range 40 {
		c.command(room, map[string]any{"command": "step"})
	}
	if lines, _ := c.events(room, 0); !strings.Contains(string(lines), `"kind":"received"`) {
		t.Errorf("nothing was received:\n%s", lines)
	}
	document := c.request("GET", "/api/rooms/"+room.ID+"/sandbox", "", nil)
	again := c.open(map[string]any{"paused": true, "sandbox": json.RawMessage(document)})
	if got := c.request("GET", "/api/rooms/"+again.ID+"/sandbox", "", nil); string(got) != string(document) {
		t.Errorf("got\n%s\nwant\n%s", got, document)
	}
}
