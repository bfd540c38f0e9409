package sandbox_test

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"patternscope/sim/sandbox"
)

const twoWorkers = `{
  "sandbox": 1,
  "title": "Two workers",
  "transport": "tcp",
  "latency": 400,
  "nodes": [
    {
      "name": "source", "kind": "producer", "column": 0, "row": 0,
      "settings": {"every": 250, "text": "task <1>"},
      "sockets": [
        {"name": "push", "type": "PUSH", "options": {"IMMEDIATE": true, "SNDHWM": 4}, "bind": ["tasks"]}
      ]
    },
    {
      "name": "sink", "kind": "sink", "column": 1, "row": 0,
      "sockets": [
        {"name": "pull", "type": "PULL", "connect": ["tasks", "ipc://others"]},
        {"name": "sub", "type": "SUB", "options": {"IDENTITY": "s"}, "subscribe": ["", "a"]}
      ]
    }
  ]
}
`

func TestADocumentIsPrintedAsItIsRead(t *testing.T) {
	for _, text := range []string{twoWorkers, "{\n  \"sandbox\": 1,\n  \"transport\": \"ipc\",\n  \"latency\": 0,\n  \"capacity\": 2,\n  \"nodes\": []\n}\n"} {
		d, err := sandbox.Parse([]byte(text))
		if err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(text, d.String()); diff != "" {
			t.Error(diff)
		}
	}
}

func TestWhatADocumentLeavesOut(t *testing.T) {
	d, err := sandbox.Parse([]byte(`{"sandbox":1,"nodes":[{"kind":"worker"},{"kind":"worker"},{"kind":"http-server"},{"kind":"http-server","column":2}]}`))
	if err != nil {
		t.Fatal(err)
	}
	var got []string
	for _, n := range d.Nodes {
		got = append(got, strings.Join(strings.Fields(n.String()), " "))
	}
	want := []string{
		`{ "name": "worker", "kind": "worker", "column": 0, "row": 0, "sockets": [ {"name": "in", "type": "PULL"} ] }`,
		`{ "name": "worker-2", "kind": "worker", "column": 0, "row": 1, "sockets": [ {"name": "in", "type": "PULL"} ] }`,
		`{ "name": "http server", "kind": "http-server", "column": 0, "row": 2, "sockets": [ {"name": "http", "type": "HTTP", "bind": ["api"]} ] }`,
		`{ "name": "http server-2", "kind": "http-server", "column": 2, "row": 0, "sockets": [ {"name": "http", "type": "HTTP", "bind": ["api-2"]} ] }`,
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
}

func TestWhatIsWrongIsSaidWithItsPlace(t *testing.T) {
	sink := func(more string) string { return `{"sandbox":1,"nodes":[{"kind":"sink"` + more + `}]}` }
	for _, c := range []struct{ text, want string }{
		{`{`, `the sandbox document is not JSON: it ends before it is whole`},
		{"{\n\"sandbox\": 1,\n}", `the sandbox document is not JSON: line 3: invalid character '}' looking for beginning of object key string`},
		{`[]`, `the sandbox document must be a JSON object, not a list`},
		{`{} {}`, `the sandbox document is followed by something else`},
		{`{}`, `sandbox: must be 1, the version of the format, not null`},
		{`{"sandbox":2}`, `sandbox: must be 1, the version of the format, not 2`},
		{`{"sandbox":1,"colour":1}`, `the sandbox document has no field "colour"; its fields are sandbox, title, transport, latency, capacity, nodes`},
		{`{"sandbox":1,"latency":1.5}`, `latency: must be a whole number from 0 to 5000, not 1.5`},
		{`{"sandbox":1,"transport":"udp"}`, `transport: "udp" is not one of tcp, ipc, inproc`},
		{`{"sandbox":1,"nodes":[3]}`, `nodes[0]: must be an object, not 3`},
		{sink(`,"name":"a.b"`), `nodes[0].name: "a.b" is not 1 to 32 letters, digits, spaces and hyphens`},
		{`{"sandbox":1,"nodes":[{"kind":"robot"}]}`, `nodes[0].kind: "robot" is not one of producer, requester, echo, worker, sink, logger, proxy, http-client, http-server, hand`},
		{sink(`,"settings":{"think":"soon"}`), `nodes[0].settings.think: "soon" is not a whole number from 0 to 60000`},
		{sink(`,"settings":{"colour":"red"}`), `nodes[0].settings.colour: a node of kind sink has no setting of this name; it has think`},
		{sink(`,"sockets":[{"type":"PUSHH"}]`), `nodes[0].sockets[0].type: "PUSHH" is not one of PULL, SUB, XSUB, PAIR, DEALER`},
		{sink(`,"sockets":[{"type":"PULL","subscribe":["a"]}]`), `nodes[0].sockets[0].subscribe: a PULL does not subscribe; a SUB does`},
		{sink(`,"sockets":[{"bind":["tcp://*:5555"]}]`), `nodes[0].sockets[0].bind[0]: "tcp://*:5555" is not a name of 1 to 40 small letters, digits and hyphens, or one with its transport: tcp://tasks`},
		{sink(`,"sockets":[{"options":{"RCVHWM":-1}}]`), `nodes[0].sockets[0].options.RCVHWM: RCVHWM takes a whole number from 0 to 1000000, not "-1"`},
		{sink(`,"sockets":[{},{"name":"in","type":"PUB"}]`), `nodes[0].sockets[1].name: another socket of this node is called "in"`},
		{sink(`},{"kind":"sink","row":0`), `nodes[1]: column 0, row 0 is the place of "sink"`},
		{sink(`,"name":"a"},{"kind":"sink","name":"a"`), `nodes[1].name: another node is called "a"`},
		{sink(`,"sockets":[{"bind":["x"]}]},{"kind":"sink","sockets":[{"bind":["tcp://x"]}]`), `nodes[1].sockets[0].bind[0]: another socket, a PULL, is bound to "tcp://x"`},
		{sink(`,"sockets":[{"bind":["x"]}]},{"kind":"sink","sockets":[{"connect":["x"]}]`), `nodes[1].sockets[0].connect[0]: PULL cannot talk to PULL: PULL talks to PUSH`},
		{`{"sandbox":1,"nodes":[{"kind":"http-client","settings":{"path":"x"}}]}`, `nodes[0].settings.path: "x" is not a path: it begins with /`},
		{`{"sandbox":1,"nodes":[{"kind":"http-server","sockets":[{"bind":["a","b"]}]}]}`, `nodes[0].sockets[0].bind: an HTTP server is bound to one name`},
		{`{"sandbox":1,"nodes":[` + strings.Repeat(`{"kind":"hand"},`, 32) + `{"kind":"hand"}]}`, `nodes: has 33 entries, and 32 is the most`},
	} {
		_, err := sandbox.Parse([]byte(c.text))
		if err == nil || err.Error() != c.want {
			t.Errorf("%s\n got %v\nwant %s", c.text, err, c.want)
		}
	}
}

func FuzzParse(f *testing.F) {
	f.Add([]byte(twoWorkers))
	f.Add([]byte(`{"sandbox":1,"nodes":[{"kind":"proxy"},{"kind":"hand","sockets":[{"type":"REQ"}]}]}`))
	f.Fuzz(func(t *testing.T, data []byte) {
		d, err := sandbox.Parse(data)
		if err != nil {
			return
		}
		again, err := sandbox.Parse([]byte(d.String()))
		if err != nil {
			t.Fatalf("what was printed is not read: %v\n%s", err, d)
		}
		if diff := cmp.Diff(d, again); diff != "" {
			t.Error(diff)
		}
	})
}
