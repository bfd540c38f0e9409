package measure

import (
	"bufio"
	"bytes"
	"fmt"
	"net/http"
)

// httpPublish: each subscriber holds a response open, on which the server writes
// events (WHATWG HTML, server-sent events). Before each response stands a queue
// like that of a publishing socket.
func httpPublish(l *leg) (course, error) {
	joined := make(chan *peer)
	web, err := l.web(1, l.setup.Peers, func(int) http.HandlerFunc {
		return func(w http.ResponseWriter, r *http.Request) { l.feed(w, r, joined) }
	})
	if err != nil {
		return course{}, err
	}
	var subscribers []*peer
	for i := range l.setup.Peers {
		l.crew.run(func() error { return web.follow(i) })
		select {
		case p := <-joined:
			subscribers = append(subscribers, p)
		case <-l.crew.ctx.Done():
			return course{}, l.crew.ctx.Err()
		}
	}
	send := func(_, _ int, payload []byte) error { return publish(subscribers, message{payload}) }
	return course{1, send}, nil
}

// feed writes to one subscriber all that waits, and then flushes.
func (l *leg) feed(w http.ResponseWriter, r *http.Request, joined chan<- *peer) {
	p := &peer{topic: []byte(r.URL.Query().Get("topic")), out: newQueue[message](l.setup.HWM)}
	l.crew.owns(p.out.close)
	w.Header().Set("Content-Type", "text/event-stream")
	control := http.NewResponseController(w)
	if control.Flush() != nil {
		return
	}
	select {
	case joined <- p:
	case <-l.crew.ctx.Done():
		return
	}
	var lines []byte
	for batch, open := p.out.take(nil); open; batch, open = p.out.take(batch) {
		for _, m := range batch {
			lines = append(lines[:0], "data: "...)
			lines = append(append(lines, m[0]...), "\n\n"...)
			if _, err := w.Write(lines); err != nil {
				return
			}
		}
		if control.Flush() != nil {
			return
		}
	}
}

// follow is a subscriber, until the leg ends.
func (w *web) follow(receiver int) error {
	request, err := http.NewRequestWithContext(w.leg.crew.ctx, http.MethodGet, "http://"+hostOf(0)+"/?topic="+topic, nil)
	if err != nil {
		return err
	}
	response, err := w.client.RoundTrip(request)
	if err != nil {
		return fmt.Errorf("subscribe: %w", err)
	}
	defer response.Body.Close()
	lines := bufio.NewReaderSize(response.Body, readBytes+w.leg.setup.Payload)
	for {
		line, err := lines.ReadSlice('\n')
		if err != nil {
			return fmt.Errorf("read an event: %w", err)
		}
		data, is := bytes.CutPrefix(line, []byte("data: "))
		if !is {
			continue // the empty line that ends an event
		}
		if err := w.leg.arrived(receiver, data[:len(data)-1]); err != nil {
			return err
		}
	}
}
