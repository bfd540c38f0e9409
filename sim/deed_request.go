package sim

import (
	"bytes"
	"fmt"
	"io"
	"net/http"
	"slices"
	"strings"

	"patternscope/sim/act"
	"patternscope/sim/event"
	"patternscope/sim/httpx"
	"patternscope/sim/sandbox"
)

// speaksHTTP tells whether the program has an open HTTP socket of that id.
func (w *World) speaksHTTP(p *program, id string) bool {
	return p.node.Client(id) != nil || strings.HasPrefix(id, p.Name+".http") && len(p.node.Serves()) > 0
}

// toHTTP is what is done to an HTTP client or server by hand.
func (w *World) toHTTP(p *program, a act.Action) (deed, error) {
	client := p.node.Client(a.Socket)
	spec := p.spec(a.Socket)
	switch {
	case client == nil:
		return cannot("%s is an HTTP server: its program listens and answers", a.Socket)
	case a.Do == act.Send:
		return w.requesting(p, client, a)
	case a.Do == act.Connect && spec != nil, a.Do == act.Disconnect && spec != nil:
		return w.asking(p, spec, a)
	}
	return cannot("%s is an HTTP client: it opens a connection when it sends a request", a.Socket)
}

// asking changes whom an HTTP client of the palette asks.
func (w *World) asking(p *program, spec *sandbox.Socket, a act.Action) (deed, error) {
	name := strings.TrimPrefix(a.Endpoint, "http://")
	asks, had := a.Do == act.Connect, slices.Contains(spec.Connect, name)
	what := fmt.Sprintf("%s asks http://%s from its next request on", a.Socket, name)
	switch {
	case !isServerName(name):
		return cannot("%q is not a server's name of small letters, digits and hyphens", short(a.Endpoint))
	case asks && had:
		return cannot("%s asks http://%s already", a.Socket, name)
	case !asks && !had:
		return cannot("%s does not ask http://%s", a.Socket, name)
	case asks && len(spec.Connect) >= sandbox.MaxEndpoints:
		return cannot("%s asks %d servers, and no more are allowed", a.Socket, sandbox.MaxEndpoints)
	case !asks:
		what = fmt.Sprintf("%s no longer asks http://%s", a.Socket, name)
	}
	return deed{
		event: event.Event{Node: p.Name, Socket: a.Socket, Text: what},
		do: func() {
			spec.Connect = without(spec.Connect, name)
			if asks {
				spec.Connect = append(spec.Connect, name)
			}
		},
	}, nil
}

func isServerName(name string) bool {
	return len(name) <= 40 && socketName.MatchString(name[:min(len(name), 24)]) && !strings.ContainsAny(name, "./:_ ") && strings.ToLower(name) == name
}

var methods = []string{"GET", "POST", "PUT", "DELETE", "HEAD", "OPTIONS", "PATCH"}

// requesting is a request of the reader's own, in a thread of the client's program.
func (w *World) requesting(p *program, client *httpx.Client, a act.Action) (deed, error) {
	req, err := requestOf(a)
	if err != nil {
		return cannot("%v", err)
	}
	what := fmt.Sprintf("%s sends %s %s to http://%s", a.Socket, req.Method, short(req.URL.Path), req.URL.Host)
	return deed{
		event: event.Event{Node: p.Name, Socket: a.Socket, Text: what},
		do: func() {
			w.beside(p, what, func() {
				if resp, err := client.Do(req); err == nil {
					io.ReadAll(resp.Body)
				}
			})
		},
	}, nil
}

func requestOf(a act.Action) (*http.Request, error) {
	name, path := strings.TrimPrefix(a.Endpoint, "http://"), a.Value
	if path == "" {
		path = "/"
	}
	switch {
	case !slices.Contains(methods, a.Name):
		return nil, fmt.Errorf("%q is not one of the methods %s", short(a.Name), strings.Join(methods, ", "))
	case !isServerName(name):
		return nil, fmt.Errorf("%q is not a server's name of small letters, digits and hyphens", short(a.Endpoint))
	case len(path) > sandbox.MaxText || !sandbox.IsPath(path):
		return nil, fmt.Errorf("%q is not a path: it begins with /", short(path))
	case len(a.Frames) > 1:
		return nil, fmt.Errorf("a request has one body, not %d", len(a.Frames))
	}
	var body []byte
	if len(a.Frames) == 1 {
		frames, err := framesOf(a.Frames)
		if err != nil {
			return nil, err
		}
		body = frames[0]
	}
	return http.NewRequest(a.Name, "http://"+name+path, bytes.NewReader(body))
}
