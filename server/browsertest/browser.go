// Package browsertest is a real Chromium beside a test:
//
//	browser := browsertest.Start(t)
//	page := browser.Open(t, address, browsertest.Laptop)
//	page.Press(input.Space)
//	page.Until("held", `() => patternscope.clock.paused`)
//
// Every page is a visitor of its own, with no cookies or storage of another. A
// page that logs an error, throws, or fails to load something fails its test.
// Waiting is for a condition in the page, looked at on every animation frame.
// It is never skipped: a machine without Chromium fails the test.
package browsertest

import (
	"context"
	"testing"
	"time"

	"github.com/go-rod/rod"
	"github.com/go-rod/rod/lib/launcher"
	"github.com/go-rod/rod/lib/launcher/flags"
)

// Chromium is Debian's.
const Chromium = "/usr/bin/chromium"

// Patience is how long anything in a page may take on a busy machine.
const Patience = 30 * time.Second

// quiet are the flags of a browser that talks to nobody but the page's server.
var quiet = []string{
	"no-sandbox", "disable-gpu", "disable-quic", "no-first-run", "disable-background-networking",
	"disable-component-update", "disable-sync", "disable-dev-shm-usage", "hide-scrollbars", "mute-audio",
}

// Browser is one running Chromium.
type Browser struct {
	rod *rod.Browser
}

// Start runs Chromium until the test ends.
func Start(t testing.TB) *Browser {
	t.Helper()
	l := launcher.New().Context(context.Background()).Bin(Chromium).Leakless(false).UserDataDir(t.TempDir())
	for _, flag := range quiet {
		l.Set(flags.Flag(flag))
	}
	address, err := l.Launch()
	if err != nil {
		t.Fatalf("start Chromium: %v", err)
	}
	b := rod.New().ControlURL(address).NoDefaultDevice()
	if err := b.Connect(); err != nil {
		l.Kill()
		l.Cleanup()
		t.Fatalf("reach Chromium: %v", err)
	}
	t.Cleanup(func() {
		if b.Close() != nil {
			l.Kill()
		}
		stuck := time.AfterFunc(Patience, l.Kill)
		defer stuck.Stop()
		l.Cleanup() // once it has ended
	})
	return &Browser{rod: b}
}
