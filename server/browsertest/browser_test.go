package browsertest

import (
	"bytes"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"github.com/go-rod/rod/lib/input"
)

const sample = `<!doctype html><html lang="en"><meta name="viewport" content="width=device-width"><title>Sample</title><main><h1>Sample</h1><img src="data:,">
<script>addEventListener("keydown", (e) => { document.title = e.code; }); console.error("so", 1); setTimeout(() => { throw new Error("late"); })</script></main>`

func TestAPageIsReadPressedAndHeard(t *testing.T) {
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Content-Type", "text/html")
		if r.URL.Path == "/elsewhere" {
			w.Write([]byte("<!doctype html><title>Elsewhere</title>")) // says nothing: what the first page said is looked at
			return
		}
		w.Write([]byte(sample))
	}))
	t.Cleanup(server.Close) // after the page has gone: until then it may ask for its icon
	page := Start(t).Open(t, server.URL, Phone.InTheDark())

	page.Press(input.Space)
	page.Until("the key is named", `() => document.title === "Space"`)

	var screen struct {
		Width       int
		Dark, Still bool
	}
	page.Read(&screen, `() => ({ Width: innerWidth, Dark: matchMedia("(prefers-color-scheme: dark)").matches, Still: matchMedia("(prefers-reduced-motion)").matches })`)
	if screen.Width != 390 || !screen.Dark || screen.Still {
		t.Errorf("got %+v; want a phone in the dark that moves", screen)
	}
	page.Show(Laptop.Reduced())
	page.Until("the screen is another", `() => innerWidth === 1280 && matchMedia("(prefers-color-scheme: light)").matches && matchMedia("(prefers-reduced-motion)").matches`)
	if png := page.PictureOf("h1"); !bytes.HasPrefix(png, []byte("\x89PNG")) {
		t.Errorf("a picture begins with %q", png[:4])
	}
	if found := page.Inaccessible(); len(found) != 1 || found[0].ID != "image-alt" {
		t.Errorf("got %v, want the picture without a text", found)
	}
	page.Do(`() => { setTimeout(() => { location.href = "/elsewhere"; }); }`)
	page.Until("the page is another", `() => location.pathname === "/elsewhere" && document.title === "Elsewhere"`)
	said := strings.Join(page.Faults(), "\n")
	for _, want := range []string{"console.error: so 1", "Error: late"} {
		if !strings.Contains(said, want) {
			t.Errorf("faults are %q, want %q among them", said, want)
		}
	}
}
