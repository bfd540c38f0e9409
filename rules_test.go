package patternscope_test

import (
	"go/ast"
	"go/token"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"

	"patternscope/sim/event"
)

// losing are the functions of the sockets that drop a message for the reason they are given.
var losing = []string{"lose", "dropped", "dropOut", "dropIn", "discard", "empty"}

// TestEveryReasonToDropHasARule: what a socket can drop a message for, a reader is told the rule of.
func TestEveryReasonToDropHasARule(t *testing.T) {
	ruled := map[event.Reason]bool{}
	for _, r := range event.Rules() {
		for _, reason := range r.When.Reasons {
			ruled[reason] = true
		}
	}
	reasons := reasonsByName(t)
	found := 0
	for _, p := range house(t) {
		if p.name() != "sim/zmq" && p.name() != "sim/httpx" {
			continue
		}
		for _, name := range p.GoFiles {
			eachReasonToDrop(t, filepath.Join(p.Dir, name), func(where token.Position, reason string) {
				found++
				if !ruled[reasons[reason]] {
					t.Errorf("%s drops for event.%s: no rule in sim/event says why", where, reason)
				}
			})
		}
	}
	if found < 10 {
		t.Errorf("%d places found that drop a message: are they called otherwise now?", found)
	}
}

// eachReasonToDrop visits the reasons given to the functions that lose messages: HWM of p.dropOut(event.HWM).
func eachReasonToDrop(t *testing.T, path string, visit func(where token.Position, reason string)) {
	t.Helper()
	files := token.NewFileSet()
	ast.Inspect(parse(t, path, files), func(n ast.Node) bool {
		call, is := n.(*ast.CallExpr)
		if !is {
			return true
		}
		if f, is := call.Fun.(*ast.SelectorExpr); !is || !slices.Contains(losing, f.Sel.Name) {
			return true
		}
		for _, arg := range call.Args {
			if s, is := arg.(*ast.SelectorExpr); is {
				if x, is := s.X.(*ast.Ident); is && x.Name == "event" && !strings.HasPrefix(s.Sel.Name, "At") {
					visit(files.Position(call.Pos()), s.Sel.Name)
				}
			}
		}
		return true
	})
}

// reasonsByName are the constants of type Reason: HWM is "hwm".
func reasonsByName(t *testing.T) map[string]event.Reason {
	t.Helper()
	reasons := map[string]event.Reason{}
	ast.Inspect(parse(t, "sim/event/event.go", token.NewFileSet()), func(n ast.Node) bool {
		spec, is := n.(*ast.ValueSpec)
		if !is {
			return true
		}
		if typ, is := spec.Type.(*ast.Ident); is && typ.Name == "Reason" {
			text, err := strconv.Unquote(spec.Values[0].(*ast.BasicLit).Value)
			if err != nil {
				t.Fatal(err)
			}
			reasons[spec.Names[0].Name] = event.Reason(text)
		}
		return true
	})
	return reasons
}
