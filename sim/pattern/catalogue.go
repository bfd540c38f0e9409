package pattern

import (
	"embed"
	"path/filepath"
	"reflect"
	"runtime"
)

// Group is a shelf of the catalogue.
type Group struct {
	Title   string `json:"title"`
	Summary string `json:"summary"`
	Flow    string `json:"flow"` // what mostly travels: the shape on its cards
}

// Groups are the shelves, in the order of the catalogue.
var Groups = []Group{
	{"Duels", "one task, by HTTP and by ZeroMQ, on one clock", "request"},
	{"Request and reply", "ask, then wait, in turn", "request"},
	{"Publish and subscribe", "one sends, all who asked receive", "publish"},
	{"Pipeline", "share the work, collect the results", "task"},
	{"HTTP", "requests over connections", "request"},
	{"Inside one process", "sockets instead of locks", "task"},
}

// All lists the catalogue in its order.
func All() []*Pattern {
	return []*Pattern{
		&duelAsk, &duelAsync, &duelSteps, &duelEveryone, &duelWork, &duelNobody, &duelSlow,
		&duelLost, &duelServerFirst, &duelTransports, &duelConnection, &duelBroker,
		&helloWorld, &asyncServer, &broker,
		&weather, &slowSubscriber, &forwarder,
		&pipeline,
		&httpSync, &httpAsync, &httpH2, &httpAccepted, &httpPolling, &httpSSE, &httpWebSocket, &httpWebhook, &httpProxy, &httpTimeout, &httpUnix,
		&signalling,
	}
}

// ByID finds a pattern; nil when there is none.
func ByID(id string) *Pattern {
	for _, p := range All() {
		if p.ID == id {
			return p
		}
	}
	return nil
}

//go:embed *.go
var sources embed.FS

// Source is the pattern's own file: its name and its text.
func (p *Pattern) Source() (file, text string) {
	path, _ := runtime.FuncForPC(reflect.ValueOf(p.Nodes).Pointer()).FileLine(0)
	file = filepath.Base(path)
	b, err := sources.ReadFile(file)
	if err != nil {
		return file, ""
	}
	return file, string(b)
}
