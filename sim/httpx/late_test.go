package httpx_test

import (
	"io"
	"net/http"
	"strings"
	"testing"
	"time"

	"patternscope/sim/httpx"
)

// TestLateReader: more lands than a window holds before anybody reads; the lane
// goes on as the program reads, and nothing is lost.
func TestLateReader(t *testing.T) {
	const parts, size = 20, 10_000
	meet(t, httpx.Pool{}, func(_ *world, w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Type", "text/event-stream")
		for range parts {
			io.WriteString(w, "data: "+strings.Repeat("x", size)+"\n\n")
			w.(http.Flusher).Flush()
		}
	}, func(t *testing.T, w *world, c *httpx.Client) {
		req, _ := http.NewRequest("GET", "http://api/x", nil)
		resp, err := c.Do(req)
		if err != nil {
			t.Fatal(err)
		}
		w.Clock.Sleep(5 * time.Second)
		b, err := io.ReadAll(resp.Body)
		if want := parts * (size + len("data: \n\n")); len(b) != want || err != nil {
			t.Errorf("got %d bytes, want %d, %v", len(b), want, err)
		}
	})
}
