package httpx_test

import (
	"context"
	"net/http"
	"testing"
	"testing/synctest"

	"patternscope/sim/httpx"
	"patternscope/sim/scene"
	"patternscope/sim/wire"
)

// TestTheWorldEndsUnderAHandler that is busy with something: what it then writes is nobody's business any
// more, and net/http has its response for itself. The race detector watches.
func TestTheWorldEndsUnderAHandler(t *testing.T) {
	for range 50 {
		synctest.Test(t, func(t *testing.T) {
			w := start(t, wire.NewMemory(), "tcp")
			busy, end, wrote := make(chan struct{}), make(chan struct{}), make(chan struct{})
			w.program("server", func(o *scene.Owner) {
				w.web.Listen(o, "http", "api", func(_ *scene.Owner, rw http.ResponseWriter, _ *http.Request) {
					defer close(wrote)
					w.Clock.Await(w.Exchange.Go, func() { close(busy); <-end })
					rw.Header().Set("Late", "yes")
				})
			})
			w.program("client", func(o *scene.Owner) {
				req, _ := http.NewRequest("GET", "http://api/", nil)
				w.web.NewClient(o, "http", httpx.Pool{}).Do(req)
			})
			w.Clock.Run()
			go func() {
				for w.Clock.Step(context.Background()) == nil {
				}
			}()
			<-busy
			w.Clock.Do(func() { w.web.Close(); w.Exchange.Cut(); close(end) })
			<-wrote
			w.Clock.Close()
			w.Exchange.Wait()
		})
	}
}
