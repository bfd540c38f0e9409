package site_test

import (
	"net/http"
	"strings"
	"testing"

	"patternscope/server/site"
	"patternscope/sim/sandbox"
)

func TestThePalette(t *testing.T) {
	h := open(t)
	var got site.Palette
	h.want(h.get("/api/palette"), http.StatusOK, &got)
	if len(got.Kinds) != len(sandbox.Palette()) || len(got.Types) != len(sandbox.Types()) || got.Limits.Nodes != sandbox.MaxNodes {
		t.Errorf("got %+v", got)
	}
}

func TestASandboxThatIsWrongSaysWhere(t *testing.T) {
	h := open(t)
	for body, want := range map[string]string{
		`{"sandbox":{"sandbox":1,"nodes":[{"kind":"sink","sockets":[{"type":"PUSHH"}]}]}}`: `nodes[0].sockets[0].type: "PUSHH" is not one of PULL, SUB, XSUB, PAIR, DEALER`,
		`{"sandbox":{}}`: "In the sandbox document, sandbox: must be 1, the version of the format, not null",
		`{"pattern":"echo","sandbox":{"sandbox":1}}`: "A room runs a pattern or a sandbox, not both",
	} {
		got := h.ask(ask{method: "POST", path: "/api/rooms", body: body})
		if got.StatusCode != http.StatusBadRequest || !strings.Contains(strings.ReplaceAll(string(got.body), `\"`, `"`), want) {
			t.Errorf("%s\n got %s: %s\nwant %s", body, got.Status, got.body, want)
		}
	}
	made, _ := h.echo()
	if got := h.get("/api/rooms/" + made.ID + "/sandbox"); got.StatusCode != http.StatusConflict {
		t.Errorf("the document of a pattern: got %s: %s", got.Status, got.body)
	}
}
