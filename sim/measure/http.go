package measure

import (
	"bytes"
	"context"
	"fmt"
	"io"
	"log"
	"net"
	"net/http"
	"time"
)

// web is the servers and the client of a leg's HTTP half: net/http on the
// connections of the leg.
type web struct {
	leg    *leg
	at     map[string]string // host and port: the address it really has
	client *http.Transport
}

// serve starts n servers of the same handler, named peer0, peer1 ..., and a
// client whose pool has so many connections to each.
func (l *leg) web(n, pool int, handler func(server int) http.HandlerFunc) (*web, error) {
	w := &web{leg: l, at: map[string]string{}}
	for i := range n {
		listener, err := l.listen()
		if err != nil {
			return nil, err
		}
		w.at[hostOf(i)+":80"] = listener.Addr().String()
		w.start(listener, handler(i))
	}
	w.client = &http.Transport{
		DialContext:         w.dial,
		MaxConnsPerHost:     pool,
		MaxIdleConnsPerHost: pool,
		DisableCompression:  true,
		DisableKeepAlives:   l.setup.HTTP == HTTP1Close,
		Protocols:           l.protocols(),
	}
	l.crew.owns(w.client.CloseIdleConnections)
	return w, nil
}

func hostOf(server int) string { return fmt.Sprintf("peer%d", server) }

// protocols is the one version of HTTP both ends speak.
func (l *leg) protocols() *http.Protocols {
	p := new(http.Protocols)
	p.SetHTTP1(l.setup.HTTP != HTTP2)
	p.SetUnencryptedHTTP2(l.setup.HTTP == HTTP2)
	return p
}

// start serves until the leg ends; the crew waits for the connections too.
func (w *web) start(listener net.Listener, handler http.HandlerFunc) {
	server := &http.Server{
		Handler:           handler,
		Protocols:         w.leg.protocols(),
		ReadHeaderTimeout: 5 * time.Second,
		ErrorLog:          log.New(io.Discard, "", 0), // the client tells what goes wrong
		ConnState:         w.count,
	}
	w.leg.crew.owns(func() { server.Close() })
	w.leg.crew.run(func() error { return fmt.Errorf("serve: %w", server.Serve(listener)) })
}

// count is called for a new connection before Serve goes on, so the crew's count is not yet 0.
func (w *web) count(_ net.Conn, state http.ConnState) {
	switch state {
	case http.StateNew:
		w.leg.crew.wg.Add(1)
	case http.StateClosed, http.StateHijacked:
		w.leg.crew.wg.Done()
	}
}

// dial reaches the servers of this leg, and nothing else.
func (w *web) dial(_ context.Context, _, host string) (net.Conn, error) {
	c, err := w.leg.network.Dial(w.leg.setup.Transport, w.at[host])
	if err != nil {
		return nil, fmt.Errorf("dial %s: %w", host, err)
	}
	return w.leg.tapped(c), nil // the pool's to close, or its server's
}

// post sends a body and reads the answer's into the buffer, as far as it holds.
func (w *web) post(url string, body, answer []byte, want int) (int, error) {
	request, err := http.NewRequestWithContext(w.leg.crew.ctx, http.MethodPost, url, bytes.NewReader(body))
	if err != nil {
		return 0, err
	}
	request.Header.Set("Content-Type", "text/plain")
	response, err := w.client.RoundTrip(request)
	if err != nil {
		return 0, fmt.Errorf("post: %w", err)
	}
	defer response.Body.Close()
	if response.StatusCode != want {
		return 0, fmt.Errorf("post: the server answered %s, not %d", response.Status, want)
	}
	n, err := readAll(response.Body, answer)
	if err != nil {
		return 0, fmt.Errorf("read the answer: %w", err)
	}
	return n, nil
}

// readAll reads to the end, so that the connection can be used again.
func readAll(body io.Reader, into []byte) (int, error) {
	for n := 0; ; {
		k, err := body.Read(into[n:])
		switch n += k; {
		case err == io.EOF:
			return n, nil
		case err != nil:
			return n, err
		case n == len(into):
			return n, fmt.Errorf("a body of more than %d bytes", n-1)
		}
	}
}
