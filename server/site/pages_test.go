package site_test

import (
	"net/http"
	"regexp"
	"strings"
	"testing"
)

func wantPage(t *testing.T, got answer, parts ...string) {
	t.Helper()
	if got.StatusCode != http.StatusOK || got.Header.Get("Content-Type") != "text/html; charset=utf-8" {
		t.Fatalf("%s: got %s %s", got.Request.URL, got.Status, got.Header.Get("Content-Type"))
	}
	wantHeaders(t, got)
	for _, part := range parts {
		if !strings.Contains(string(got.body), part) {
			t.Errorf("%s: the page has no %q:\n%s", got.Request.URL, part, got.body)
		}
	}
}

func TestPages(t *testing.T) {
	h := open(t)
	r, _ := h.create(`{"pattern":"echo","params":{"workers":5},"seed":9}`)
	wantPage(t, h.get("/"), "First steps", "/patterns/echo", "Says what it heard.")
	wantPage(t, h.get("/patterns/echo"), `data-pattern="echo"`, `data-room=""`, `data-seed="1"`)
	wantPage(t, h.get("/patterns/echo?workers=4&seed=7"), `data-seed="7"`, `value="4"`)
	wantPage(t, h.get("/rooms/"+r.ID), `data-room="`+r.ID+`"`, `data-seed="9"`, `value="5"`)
	wantPage(t, h.get("/rooms/"+strings.ToUpper(r.ID)), `data-room="`+r.ID+`"`)
}

func TestAPageLoadsFromHereOnly(t *testing.T) {
	h := open(t)
	got := h.get("/patterns/echo")
	for _, m := range regexp.MustCompile(`(?:src|href)="([^"]*)"`).FindAllStringSubmatch(string(got.body), -1) {
		if !strings.HasPrefix(m[1], "/") && !strings.HasPrefix(m[1], "#") || strings.HasPrefix(m[1], "//") {
			t.Errorf("the page refers to %q", m[1])
		}
	}
	for _, forbidden := range []string{"<style", " style=", " onclick=", "javascript:"} {
		if strings.Contains(string(got.body), forbidden) {
			t.Errorf("the policy forbids %q, and the page has it", forbidden)
		}
	}
}

func TestAssets(t *testing.T) {
	h := open(t)
	page := string(h.get("/").body)
	address := regexp.MustCompile(`/static/app\.[0-9a-f]{8}\.js`).FindString(page)
	if address == "" {
		t.Fatalf("the page names no script:\n%s", page)
	}
	plain := func(r *http.Request) { r.Header.Set("Accept-Encoding", "identity") }
	for path, cache := range map[string]string{address: "public, max-age=31536000, immutable", "/static/app.js": "no-cache"} {
		got := h.ask(ask{"GET", path, "", "", plain})
		h.want(got, http.StatusOK, nil)
		wantHeaders(t, got)
		if got.Header.Get("Cache-Control") != cache || got.Header.Get("Content-Type") != "text/javascript; charset=utf-8" {
			t.Errorf("%s: got %v", path, got.Header)
		}
		if !strings.Contains(string(got.body), "let answer = 42;") {
			t.Errorf("%s: got %q", path, got.body)
		}
		packed := h.ask(ask{"GET", path, "", "", set("Accept-Encoding", "gzip")})
		if packed.Header.Get("Content-Encoding") != "gzip" || len(packed.body) >= len(got.body) {
			t.Errorf("%s: packed: got %d bytes of %d, %v", path, len(packed.body), len(got.body), packed.Header)
		}
		again := h.ask(ask{"GET", path, "", "", func(r *http.Request) { plain(r); r.Header.Set("If-None-Match", got.Header.Get("ETag")) }})
		if again.StatusCode != http.StatusNotModified {
			t.Errorf("%s: again: got %s", path, again.Status)
		}
	}
}

// TestParts: what the script begins with, the page names too; it has its hash in its name.
func TestParts(t *testing.T) {
	h := open(t)
	if page := string(h.get("/").body); !strings.Contains(page, `rel="modulepreload" href="/static/parts/`+part+`"`) {
		t.Errorf("the page does not name the part:\n%s", page)
	}
	got := h.get("/static/parts/" + part)
	h.want(got, http.StatusOK, nil)
	if cache := got.Header.Get("Cache-Control"); cache != "public, max-age=31536000, immutable" {
		t.Errorf("it is kept for %q", cache)
	}
}

// TestPagesAndJSONArePacked for who takes that, and only then; what flows is never held up by it.
func TestPagesAndJSONArePacked(t *testing.T) {
	h := open(t)
	made, _ := h.echo()
	for path, packs := range map[string]bool{
		"/patterns/echo": true, "/api/palette": true, "/api/rooms/" + made.ID + "/events": false, "/healthz": false,
	} {
		plain := h.get(path)
		got := h.ask(ask{"GET", path, "", "", set("Accept-Encoding", "gzip")})
		h.want(got, http.StatusOK, nil)
		if packed := got.Header.Get("Content-Encoding") == "gzip"; packed != packs || packs && len(got.body) > len(plain.body)/2 {
			t.Errorf("%s: %d bytes of %d, packed: %t", path, len(got.body), len(plain.body), packed)
		}
		if plain.Header.Get("Content-Encoding") != "" {
			t.Errorf("%s is packed for who did not ask", path)
		}
	}
}
