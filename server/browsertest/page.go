package browsertest

import (
	"encoding/json"
	"errors"
	"strings"
	"testing"

	"github.com/go-rod/rod"
	"github.com/go-rod/rod/lib/cdp"
	"github.com/go-rod/rod/lib/input"
	"github.com/go-rod/rod/lib/proto"
)

// Page is one tab of one visitor.
type Page struct {
	t      testing.TB
	rod    *rod.Page
	screen Screen
	faults *faults
}

// Open shows an address to a new visitor until the test ends.
func (b *Browser) Open(t testing.TB, address string, screen Screen) *Page {
	t.Helper()
	visitor, err := b.rod.Incognito()
	if err != nil {
		t.Fatalf("begin a visit: %v", err)
	}
	tab, err := visitor.Page(proto.TargetCreateTarget{})
	if err != nil {
		t.Fatalf("open a tab: %v", err)
	}
	p := &Page{t: t, rod: tab, screen: screen, faults: &faults{}}
	t.Cleanup(func() {
		tab.Close()
		proto.TargetDisposeBrowserContext{BrowserContextID: visitor.BrowserContextID}.Call(b.rod)
		p.reportFaults()
	})
	p.listen()
	p.Show(screen)
	p.Go(address)
	return p
}

// T is the test whose page this is.
func (p *Page) T() testing.TB { return p.t }

// Show moves the page to another screen, and waits until it is drawn there.
func (p *Page) Show(screen Screen) {
	p.t.Helper()
	p.screen = screen
	p.must("set the screen", p.rod.SetViewport(screen.metrics()))
	p.must("set the preferences", screen.preferences().Call(p.rod))
	p.Do(`() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))`)
}

// Go shows another address in the same tab.
func (p *Page) Go(address string) {
	p.t.Helper()
	tab := p.rod.Timeout(Patience)
	p.must("go to "+address, tab.Navigate(address))
	p.must("load "+address, tab.WaitLoad())
}

// Reload loads the page anew, as its visitor would.
func (p *Page) Reload() {
	p.t.Helper()
	tab := p.rod.Timeout(Patience)
	p.must("reload", tab.Reload())
	p.must("load again", tab.WaitLoad())
}

// Press presses and releases each of these keys in turn.
func (p *Page) Press(keys ...input.Key) {
	p.t.Helper()
	p.must("press a key", p.rod.Timeout(Patience).Keyboard.Type(keys...))
}

// Chord presses a key while another is held down.
func (p *Page) Chord(held, key input.Key) {
	p.t.Helper()
	p.must("press two keys", p.rod.Timeout(Patience).KeyActions().Press(held).Type(key).Do())
}

// Type types a text into the field that has the focus.
func (p *Page) Type(text string) {
	p.t.Helper()
	p.must("type "+text, p.rod.Timeout(Patience).InsertText(text))
}

// Click clicks the middle of the first element of that selector.
func (p *Page) Click(selector string) {
	p.t.Helper()
	e, err := p.rod.Timeout(Patience).Element(selector)
	p.must("find "+selector, err)
	p.must("click "+selector, e.Click(proto.InputMouseButtonLeft, 1))
}

// Point moves the pointer to a place in the window.
func (p *Page) Point(at proto.Point) {
	p.t.Helper()
	p.must("move the pointer", p.rod.Timeout(Patience).Mouse.MoveTo(at))
}

// Read runs a function of the page, `() => document.title`, and puts what it
// returns, or what its promise becomes, into the value: as JSON does.
func (p *Page) Read(into any, function string, arguments ...any) {
	p.t.Helper()
	got, err := p.rod.Timeout(Patience).Eval(function, arguments...)
	p.must("run "+function, err)
	text, err := got.Value.MarshalJSON()
	p.must("read the answer of "+function, err)
	p.must("read the answer of "+function, json.Unmarshal(text, into))
}

// Do runs a function of the page for its effect.
func (p *Page) Do(function string, arguments ...any) {
	p.t.Helper()
	_, err := p.rod.Timeout(Patience).Eval(function, arguments...)
	p.must("run "+function, err)
}

// Until waits until a function of the page returns true, also across a load of
// another page. What tells what is waited for.
func (p *Page) Until(what, function string, arguments ...any) {
	p.t.Helper()
	tab := p.rod.Timeout(Patience)
	for {
		_, err := tab.Eval(`(...args) => new Promise((done) => {
			const look = () => ((`+function+`)(...args) ? done() : requestAnimationFrame(look));
			look();
		})`, arguments...)
		if err == nil {
			return
		}
		if !wentElsewhere(err) || tab.GetContext().Err() != nil {
			p.keep("failed")
			p.t.Fatalf("wait until %s: %v", what, err)
		}
	}
}

// wentElsewhere tells that the page in which something ran gave way to another.
func wentElsewhere(err error) bool {
	var said *cdp.Error
	return errors.As(err, &said) && (said.Is(cdp.ErrCtxDestroyed) || said.Is(cdp.ErrCtxNotFound) || strings.Contains(said.Message, "navigated"))
}

func (p *Page) must(what string, err error) {
	p.t.Helper()
	if err != nil {
		p.t.Fatalf("%s: %v", what, err)
	}
}
