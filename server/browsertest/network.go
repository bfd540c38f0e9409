package browsertest

import (
	"slices"
	"strings"
	"sync"

	"github.com/go-rod/rod/lib/proto"
)

// Requests notes what the page asks the network for from now on, and returns
// what it has asked for so far when it is called. What an address itself holds,
// as data: does, is no request.
func (p *Page) Requests() func() []string {
	p.t.Helper()
	var mu sync.Mutex
	var asked []string
	p.must("listen to the network", proto.NetworkEnable{}.Call(p.rod))
	go p.rod.EachEvent(func(e *proto.NetworkRequestWillBeSent) {
		if strings.HasPrefix(e.Request.URL, "data:") {
			return
		}
		mu.Lock()
		defer mu.Unlock()
		asked = append(asked, e.Request.Method+" "+e.Request.URL)
	})()
	return func() []string {
		mu.Lock()
		defer mu.Unlock()
		return slices.Clone(asked)
	}
}

// Blocks keeps what these addresses name from the page, "*" standing for anything; without any, it has all again.
func (p *Page) Blocks(addresses ...string) {
	p.t.Helper()
	p.must("listen to the network", proto.NetworkEnable{}.Call(p.rod))
	p.must("block addresses", proto.NetworkSetBlockedURLs{Urls: append([]string{}, addresses...)}.Call(p.rod))
}

// Choose puts a file into a field, as its visitor would.
func (p *Page) Choose(selector, path string) {
	p.t.Helper()
	e, err := p.rod.Timeout(Patience).Element(selector)
	p.must("find "+selector, err)
	p.must("choose "+path, e.SetFiles([]string{path}))
}
