package browsertest

import (
	"fmt"
	"sync"

	"github.com/go-rod/rod/lib/proto"
)

// faults are what a page did wrong: errors logged or thrown, files not loaded,
// rules of the content policy broken.
type faults struct {
	mu   sync.Mutex
	said []string
}

func (f *faults) add(format string, args ...any) {
	f.mu.Lock()
	defer f.mu.Unlock()
	f.said = append(f.said, fmt.Sprintf(format, args...))
}

// listen notes the faults of the page from now on.
func (p *Page) listen() {
	p.must("listen to the page", proto.LogEnable{}.Call(p.rod))
	p.must("listen to the page", proto.RuntimeEnable{}.Call(p.rod))
	go p.rod.EachEvent(func(e *proto.RuntimeConsoleAPICalled) {
		if e.Type == proto.RuntimeConsoleAPICalledTypeError || e.Type == proto.RuntimeConsoleAPICalledTypeWarning {
			p.faults.add("console.%s: %s", e.Type, words(e.Args))
		}
	}, func(e *proto.RuntimeExceptionThrown) {
		p.faults.add("thrown: %s %s", e.ExceptionDetails.Text, description(e.ExceptionDetails.Exception))
	}, func(e *proto.LogEntryAdded) {
		if e.Entry.Level == proto.LogLogEntryLevelError {
			p.faults.add("%s: %s %s", e.Entry.Source, e.Entry.Text, e.Entry.URL)
		}
	})()
}

func words(args []*proto.RuntimeRemoteObject) string {
	text := ""
	for _, a := range args {
		text += description(a) + " "
	}
	return text
}

func description(o *proto.RuntimeRemoteObject) string {
	if o == nil {
		return ""
	}
	if o.Description != "" {
		return o.Description
	}
	return o.Value.String()
}

// Faults returns what the page did wrong since last asked, and forgets it: for
// a test that provokes it.
func (p *Page) Faults() []string {
	p.faults.mu.Lock()
	defer p.faults.mu.Unlock()
	said := p.faults.said
	p.faults.said = nil
	return said
}

// mostFaults are told of one page: what throws on each frame throws often.
const mostFaults = 5

func (p *Page) reportFaults() {
	said := p.Faults()
	for _, fault := range said[:min(len(said), mostFaults)] {
		p.t.Errorf("the page at %s: %s", p.screen.Name, fault)
	}
	if more := len(said) - mostFaults; more > 0 {
		p.t.Errorf("the page at %s: and %d faults more", p.screen.Name, more)
	}
}
