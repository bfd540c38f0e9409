package patternscope_test

import (
	"bytes"
	"go/ast"
	"go/parser"
	"go/token"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// maxLines is how long a file may be that somebody has to read. A test may be
// longer: it is a table more often than an idea.
const (
	maxLines       = 400
	maxLinesOfTest = 600
)

// written are the kinds of file that people write.
var written = []string{".go", ".ts", ".css", ".templ", ".py"}

func TestFilesStaySmall(t *testing.T) {
	for _, path := range tracked(t) {
		if !slices.Contains(written, filepath.Ext(path)) || isGenerated(path) {
			continue
		}
		most := maxLines
		if isTest(path) {
			most = maxLinesOfTest
		}
		if n := bytes.Count(read(t, path), []byte("\n")); n > most {
			t.Errorf("%s has %d lines, more than %d: it holds more than one idea", path, n, most)
		}
	}
}

func isTest(path string) bool {
	return strings.Contains(filepath.Base(path), "_test.")
}

func isGenerated(path string) bool {
	return strings.HasSuffix(path, "_templ.go") || strings.HasPrefix(path, "static/") && filepath.Ext(path) != ".go"
}

// registries are named in no file, so that the house builds wherever one is set up.
// They are spelt in halves here, for the same reason.
var registries = []string{"registry." + "npmjs", "registry." + "yarnpkg", "proxy." + "golang", "sum." + "golang", "deb." + "debian", "py" + "pi.org"}

func TestNoFileNamesARegistry(t *testing.T) {
	for _, path := range tracked(t) {
		text := read(t, path)
		for _, registry := range registries {
			if bytes.Contains(text, []byte(registry)) {
				t.Errorf("%s names %s", path, registry)
			}
		}
	}
}

func read(t *testing.T, path string) []byte {
	t.Helper()
	text, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	return text
}

// wallClock are the packages that may ask what time it is outside: the clock
// itself, those that set deadlines on real connections, and what measures at full speed.
var wallClock = []string{"sim/clock", "sim/wire", "sim/measure", "server", "server/room", "server/site", "server/browsertest"}

func TestOnlyTheClockKnowsTheTime(t *testing.T) {
	for _, p := range house(t) {
		if slices.Contains(wallClock, p.name()) {
			continue
		}
		for _, name := range p.GoFiles {
			eachCall(t, filepath.Join(p.Dir, name), func(where token.Position, call string) {
				if slices.Contains([]string{"time.Now", "time.Since", "time.Until", "time.After", "time.AfterFunc", "time.NewTimer", "time.NewTicker", "time.Tick"}, call) {
					t.Errorf("%s calls %s: it has a world clock to ask", where, call)
				}
			})
		}
	}
}

// TestNobodySleeps lets alone the bubbles of synctest, where a sleep takes no time
// and means: let this much world time pass.
func TestNobodySleeps(t *testing.T) {
	for _, p := range house(t) {
		for _, path := range p.files() {
			if isTest(path) && bytes.Contains(read(t, path), []byte(`"testing/synctest"`)) {
				continue
			}
			eachCall(t, path, func(where token.Position, call string) {
				if call == "time.Sleep" {
					t.Errorf("%s sleeps: wait for what it waits for", where)
				}
			})
		}
	}
}

func TestNothingRunsBeforeMain(t *testing.T) {
	for _, p := range house(t) {
		for _, path := range p.files() {
			for _, d := range parse(t, path, token.NewFileSet()).Decls {
				if f, is := d.(*ast.FuncDecl); is && f.Recv == nil && f.Name.Name == "init" {
					t.Errorf("%s has an init function", path)
				}
			}
		}
	}
}

// eachCall visits the calls of a package's function: time.Now, as "time.Now".
func eachCall(t *testing.T, path string, visit func(where token.Position, call string)) {
	t.Helper()
	files := token.NewFileSet()
	ast.Inspect(parse(t, path, files), func(n ast.Node) bool {
		if s, is := n.(*ast.SelectorExpr); is {
			if x, is := s.X.(*ast.Ident); is {
				visit(files.Position(s.Pos()), x.Name+"."+s.Sel.Name)
			}
		}
		return true
	})
}

func parse(t *testing.T, path string, files *token.FileSet) *ast.File {
	t.Helper()
	file, err := parser.ParseFile(files, path, nil, parser.SkipObjectResolution)
	if err != nil {
		t.Fatal(err)
	}
	return file
}
