package site_test

import (
	"net/http"
	"strings"
	"testing"
)

// TestARoomHasACode looks for the corners of the finder pattern, and for another
// picture of another room.
func TestARoomHasACode(t *testing.T) {
	h := open(t)
	first, _ := h.create(`{"pattern":"echo"}`)
	second, _ := h.create(`{"pattern":"echo"}`)
	code := func(id string) string {
		got := h.get("/api/rooms/" + id + "/code.svg")
		h.want(got, http.StatusOK, nil)
		if got.Header.Get("Content-Type") != "image/svg+xml" {
			t.Errorf("got %s", got.Header.Get("Content-Type"))
		}
		return string(got.body)
	}
	picture := code(first.ID)
	for _, corner := range []string{"M4 4h1", "M10 4h1", "M4 10h1", "M10 10h1"} {
		if !strings.Contains(picture, corner) {
			t.Errorf("the finder pattern lacks %s", corner)
		}
	}
	if picture == code(second.ID) {
		t.Error("two rooms have one code")
	}
	h.want(h.get("/api/rooms/nobody-0000/code.svg"), http.StatusNotFound, nil)
}
