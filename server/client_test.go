package main

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"testing"
)

// client drives the API as a script does.
type client struct {
	t       testing.TB
	address string
}

// opened is what the API says of a room it made.
type opened struct {
	ID    string `json:"id"`
	Page  string `json:"page"`
	Token string `json:"token"`
}

type outcome struct {
	Head int64 `json:"head"`
}

func (c client) patterns() []string {
	c.t.Helper()
	var all []struct {
		ID string `json:"id"`
	}
	c.call("GET", "/api/patterns", "", nil, &all)
	ids := make([]string, len(all))
	for i, p := range all {
		ids[i] = p.ID
	}
	if len(ids) == 0 {
		c.t.Fatal("the catalogue is empty")
	}
	return ids
}

// open makes a room that ends with the test.
func (c client) open(ask map[string]any) opened {
	c.t.Helper()
	var room opened
	c.call("POST", "/api/rooms", "", ask, &room)
	c.t.Cleanup(func() { c.call("DELETE", "/api/rooms/"+room.ID, room.Token, nil, nil) })
	return room
}

func (c client) command(room opened, ask map[string]any) outcome {
	c.t.Helper()
	var out outcome
	c.call("POST", "/api/rooms/"+room.ID+"/commands", room.Token, ask, &out)
	return out
}

func (c client) call(method, path, token string, ask, answer any) {
	c.t.Helper()
	body := c.request(method, path, token, ask)
	if answer == nil {
		return
	}
	if err := json.Unmarshal(body, answer); err != nil {
		c.t.Fatalf("%s %s answered %.200q: %v", method, path, body, err)
	}
}

func (c client) request(method, path, token string, ask any) []byte {
	c.t.Helper()
	var question io.Reader
	if ask != nil {
		text, err := json.Marshal(ask)
		if err != nil {
			c.t.Fatal(err)
		}
		question = bytes.NewReader(text)
	}
	request, err := http.NewRequest(method, c.address+path, question)
	if err != nil {
		c.t.Fatal(err)
	}
	if ask != nil {
		request.Header.Set("Content-Type", "application/json")
	}
	if token != "" {
		request.Header.Set("Authorization", "Bearer "+token)
	}
	response, err := http.DefaultClient.Do(request)
	if err != nil {
		c.t.Fatalf("%s %s: %v", method, path, err)
	}
	defer response.Body.Close()
	body, err := io.ReadAll(response.Body)
	if err != nil || response.StatusCode >= 300 {
		c.t.Fatalf("%s %s: %s: %v: %.300s", method, path, response.Status, err, body)
	}
	return body
}

// events are the lines of the room's log after since, and how many they are: a
// page of them, once there is one.
func (c client) events(room opened, since int64) (lines []byte, newest int64) {
	c.t.Helper()
	lines = c.request("GET", fmt.Sprintf("/api/rooms/%s/events?since=%d&wait=30s&limit=2000&keyframes=1", room.ID, since), "", nil)
	newest = since
	for line := range bytes.Lines(lines) {
		var event struct {
			Seq int64 `json:"seq"`
		}
		if err := json.Unmarshal(line, &event); err != nil {
			c.t.Fatalf("event line %.200q: %v", line, err)
		}
		newest = max(newest, event.Seq)
	}
	return lines, newest
}
