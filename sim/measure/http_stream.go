package measure

import "net/http"

// httpStream posts each message to the servers in turn. 204 says that it has
// been taken; there is no other way to send than to wait for that.
func httpStream(l *leg) (course, error) {
	web, err := l.web(l.setup.Peers, l.setup.Concurrency, func(int) http.HandlerFunc { return l.take })
	if err != nil {
		return course{}, err
	}
	answers := buffers(l.setup)
	turns := make([]int, l.setup.Concurrency)
	send := func(sender, _ int, payload []byte) error {
		turns[sender] = (turns[sender] + 1) % l.setup.Peers
		_, err := web.post("http://"+hostOf(turns[sender])+"/", payload, answers[sender], http.StatusNoContent)
		return err
	}
	return course{l.setup.Concurrency, send}, nil
}

func (l *leg) take(w http.ResponseWriter, r *http.Request) {
	body := make([]byte, l.setup.Payload+1)
	n, err := readAll(r.Body, body)
	if err == nil {
		err = l.arrived(0, body[:n])
	}
	if err != nil {
		http.Error(w, err.Error(), http.StatusBadRequest)
		return
	}
	w.WriteHeader(http.StatusNoContent)
}
