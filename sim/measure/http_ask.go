package measure

import "net/http"

// httpAsk: so many callers, each with one request open at a time; the answer is
// what was asked. Whether they are programs that wait or requests that one
// program has open at once, net/http does the same.
func httpAsk(l *leg) (course, error) {
	web, err := l.web(1, l.setup.Concurrency, func(int) http.HandlerFunc { return l.echo })
	if err != nil {
		return course{}, err
	}
	answers := buffers(l.setup)
	ask := func(sender, _ int, payload []byte) error {
		n, err := web.post("http://"+hostOf(0)+"/", payload, answers[sender], http.StatusOK)
		if err != nil {
			return err
		}
		return l.arrived(0, answers[sender][:n])
	}
	return course{l.setup.Concurrency, ask}, nil
}

// buffers are a place for each sender's answer, and a byte to see that it is no longer.
func buffers(s Setup) [][]byte {
	all := make([][]byte, s.Concurrency)
	for i := range all {
		all[i] = make([]byte, s.Payload+1)
	}
	return all
}

func (l *leg) echo(w http.ResponseWriter, r *http.Request) {
	body := make([]byte, l.setup.Payload+1)
	n, err := readAll(r.Body, body)
	if err != nil {
		http.Error(w, err.Error(), http.StatusBadRequest)
		return
	}
	w.Header().Set("Content-Type", "text/plain")
	w.Write(body[:n])
}
