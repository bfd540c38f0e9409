package patternscope_test

import (
	"slices"
	"strings"
	"testing"
)

// mayImport is the whole order of the house, from the door down. What is not
// in a package's list, it cannot reach: a pattern sees its node and sockets and
// nothing else, so it cannot fake the picture.
var mayImport = map[string][]string{
	"server":           {"sim/breakpoint", "sim/act", "server/site", "server/room", "static", "sim", "sim/pattern", "sim/measure", "sim/wire", "sim/event"},
	"server/site":      {"server/archive", "sim/record", "sim/record/pcapng", "sim/wire", "sim/breakpoint", "sim/act", "server/room", "templates", "static", "sim", "sim/pattern", "sim/measure", "sim/wire/dissect", "sim/event", "sim/sandbox"},
	"server/room":      {"sim/record", "sim/breakpoint", "sim/act", "sim", "sim/pattern", "sim/wire", "sim/event", "sim/sandbox"},
	"templates":        {},
	"static":           {},
	"web/build":        {},
	"sim":              {"sim/breakpoint", "sim/act", "sim/sandbox", "sim/pattern", "sim/node", "sim/zmq", "sim/httpx", "sim/scene", "sim/wire", "sim/clock", "sim/event"},
	"sim/sandbox":      {"sim/act", "sim/pattern", "sim/node", "sim/zmq", "sim/httpx"},
	"sim/pattern":      {"sim/act", "sim/node", "sim/zmq", "sim/httpx"},
	"sim/node":         {"sim/zmq", "sim/httpx", "sim/scene", "sim/clock", "sim/event"},
	"sim/zmq":          {"sim/act", "sim/scene", "sim/wire", "sim/clock", "sim/event"},
	"sim/httpx":        {"sim/act", "sim/scene", "sim/wire", "sim/clock", "sim/event"},
	"sim/measure":      {"sim/wire"},
	"sim/scene":        {"sim/act", "sim/wire", "sim/clock", "sim/event"},
	"sim/wire":         {"sim/clock", "sim/event"},
	"sim/wire/dissect": {"sim/event"},
	"sim/record":       {"sim/wire", "sim/wire/dissect", "sim/event"},
	"sim/act":          {},
	"sim/breakpoint":   {"sim/event"},
	"sim/clock":        {},
	"sim/event":        {},

	"sim/record/pcapng": {"sim/record", "sim/event"},
	"server/archive":    {"sim/record"},
}

// forTests are packages that only tests import.
var forTests = []string{"sim/event/eventtest", "sim/zmq/libzmqtest", "sim/zmq/interop", "sim/httpx/interop", "sim/simtest", "server/room/roomtest", "server/browsertest"}

// libraries says which packages may import what is not ours and not Go's own.
var libraries = map[string][]string{
	"github.com/go-zeromq/zmq4":     {"sim", "sim/sandbox", "sim/pattern", "sim/node", "sim/zmq", "sim/measure", "sim/wire"},
	"github.com/gorilla/websocket":  {"server/site", "sim/httpx", "sim/pattern"},
	"github.com/a-h/templ":          {"templates", "server/site"},
	"rsc.io/qr":                     {"server/site"},
	"github.com/klauspost/compress": {"server/site"},
	"github.com/evanw/esbuild":      {"web/build"},
	"golang.org/x/time":             {"server/site", "server/room"},
	"golang.org/x/net":              {"sim/wire", "sim/wire/dissect"},
	"github.com/go-rod/rod":         {"server/browsertest"},
	"github.com/ysmood/gson":        {"server/browsertest"},
}

// librariesOfTests may be imported by any test, beside those of its package.
var librariesOfTests = []string{
	"go.uber.org/goleak", "pgregory.net/rapid", "github.com/google/go-cmp", "github.com/gorilla/websocket", "github.com/go-zeromq/zmq4", "github.com/go-rod/rod",
}

func TestImportsRunOneWay(t *testing.T) {
	for _, p := range house(t) {
		name := p.name()
		if len(p.GoFiles) == 0 || slices.Contains(forTests, name) {
			continue
		}
		allowed, known := mayImport[name]
		if !known {
			t.Errorf("%s has no place in the house: give it one in mayImport", name)
			continue
		}
		for _, path := range p.Imports {
			if ours, is := strings.CutPrefix(path, module+"/"); is && !slices.Contains(allowed, ours) {
				t.Errorf("%s imports %s; it may import %v", name, ours, allowed)
			}
		}
	}
}

func TestTheOrderHasNoCircle(t *testing.T) {
	var walk func(name string, above []string)
	walk = func(name string, above []string) {
		if slices.Contains(above, name) {
			t.Fatalf("a circle: %s", strings.Join(append(above, name), " -> "))
		}
		for _, below := range mayImport[name] {
			walk(below, append(slices.Clone(above), name))
		}
	}
	for name := range mayImport {
		walk(name, nil)
	}
}

func TestLibrariesStayInTheirRooms(t *testing.T) {
	for _, p := range house(t) {
		for _, path := range p.Imports {
			if !fromElsewhere(path) || isAllowed(p.name(), path) {
				continue
			}
			t.Errorf("%s imports %s", p.name(), path)
		}
		for _, path := range slices.Concat(p.TestImports, p.XTestImports) {
			if !fromElsewhere(path) || isAllowed(p.name(), path) || within(path, librariesOfTests) {
				continue
			}
			t.Errorf("a test of %s imports %s", p.name(), path)
		}
	}
}

// fromElsewhere tells a library's path from Go's own and ours: it begins with a host.
func fromElsewhere(path string) bool {
	host, _, _ := strings.Cut(path, "/")
	return strings.Contains(host, ".")
}

func isAllowed(name, path string) bool {
	for library, rooms := range libraries {
		if within(path, []string{library}) && slices.Contains(rooms, name) {
			return true
		}
	}
	return false
}

func within(path string, libraries []string) bool {
	return slices.ContainsFunc(libraries, func(l string) bool { return path == l || strings.HasPrefix(path, l+"/") })
}

func TestWhatIsForTestsStaysInTests(t *testing.T) {
	for _, p := range house(t) {
		if slices.Contains(forTests, p.name()) {
			continue
		}
		for _, path := range p.Imports {
			if ours := strings.TrimPrefix(path, module+"/"); slices.Contains(forTests, ours) {
				t.Errorf("%s imports %s outside its tests", p.name(), ours)
			}
		}
	}
}
