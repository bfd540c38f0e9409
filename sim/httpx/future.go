package httpx

import (
	"net/http"

	"patternscope/sim/clock"
	"patternscope/sim/event"
	"patternscope/sim/scene"
)

// Future is a response that will come: its request goes its own way, in a
// thread of its own, while the program goes on.
type Future struct {
	client *Client
	number int
	what   string
	done   bool
	resp   *http.Response
	err    error
	gate   clock.Gate
}

// Go sends a request in the background. When the response is there, or an
// error, each callback is called with it, in the background thread.
func (c *Client) Go(req *http.Request, callbacks ...func(*http.Response, error)) *Future {
	owner := c.scene.Running(c.owner)
	owner.Enter(c.scene)
	c.futures++
	f := &Future{client: c, number: c.futures, what: req.Method + " " + req.URL.Path}
	owner.Emit(c.scene, event.Event{Kind: event.FutureCreated, Socket: c.ID, Number: f.number, Text: f.what})
	c.scene.Beside(owner, func(own *scene.Owner) {
		resp, err := c.do(own, req)
		f.resolve(own, resp, err)
		for _, call := range callbacks {
			call(resp, err)
		}
	})
	return f
}

func (f *Future) resolve(own *scene.Owner, resp *http.Response, err error) {
	f.done, f.resp, f.err = true, resp, err
	e := event.Event{Kind: event.FutureResolved, Socket: f.client.ID, Number: f.number, Text: f.what}
	if err != nil {
		e.Reason = reasonOf(err)
	}
	own.Emit(f.client.scene, e)
	f.gate.Open(f.client.scene.Clock)
}

// Done tells whether Wait would return at once.
func (f *Future) Done() bool { return f.done }

// Wait waits until the response is there.
func (f *Future) Wait() (*http.Response, error) {
	s := f.client.scene
	owner := s.Running(f.client.owner)
	owner.Enter(s)
	if !f.done {
		owner.Stand(s, event.Waiting, event.Call{Call: "future", Socket: f.client.ID})
	}
	for !f.done {
		s.Clock.Wait(clock.Forever, &f.gate)
	}
	owner.Leave()
	return f.resp, f.err
}
