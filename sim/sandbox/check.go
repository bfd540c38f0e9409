package sandbox

import (
	"fmt"
	"maps"
	"net/url"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/go-zeromq/zmq4"

	"patternscope/sim/act"
	"patternscope/sim/zmq"
)

var (
	nodeName     = regexp.MustCompile(`^[\pL\pN]([\pL\pN -]*[\pL\pN])?$`)
	socketName   = regexp.MustCompile(`^[a-z0-9][a-z0-9-]{0,23}$`)
	endpointName = regexp.MustCompile(`^[a-z0-9][a-z0-9-]{0,39}$`)
	transports   = []string{"tcp", "ipc", "inproc"}
)

func (d *Document) check(r *reader) {
	if !slices.Contains(transports, d.Transport) {
		r.fail("transport", "%q is not one of %s", d.Transport, strings.Join(transports, ", "))
	}
	if err := CheckTitle(d.Title); err != nil {
		r.fail("title", "%v", err)
	}
	for i, n := range d.Nodes {
		n.check(r, fmt.Sprintf("nodes[%d]", i))
	}
	for i := range d.Nodes {
		if r.err == nil {
			d.checkTogether(r, i, fmt.Sprintf("nodes[%d]", i))
		}
	}
}

// check looks at a node by itself.
func (n *Node) check(r *reader, at string) {
	k, known := kindOf(n.Kind)
	switch {
	case !known:
		r.fail(under(at, "kind"), "%q is not one of %s", clipped(n.Kind), strings.Join(kindNames(), ", "))
		return
	default:
		if err := CheckName(n.Name); err != nil {
			r.fail(under(at, "name"), "%v", err)
		}
	}
	for _, name := range slices.Sorted(maps.Keys(n.Settings)) {
		if err := k.CheckSetting(name, n.Settings[name]); err != nil {
			r.fail(under(at, "settings."+clipped(name)), "%v", err)
		}
	}
	n.checkSockets(r, at, k)
}

// CheckTitle tells whether a sandbox may be called so.
func CheckTitle(title string) error {
	hidden := func(c rune) bool { return unicode.IsControl(c) || unicode.Is(unicode.Bidi_Control, c) }
	switch {
	case len(title) > MaxTitle:
		return fmt.Errorf("is %d bytes long, and %d is the most", len(title), MaxTitle)
	case strings.ContainsFunc(title, hidden):
		return fmt.Errorf("%q holds a character that cannot be shown", clipped(title))
	}
	return nil
}

// CheckName tells whether a node may be called so.
func CheckName(name string) error {
	if utf8.RuneCountInString(name) > MaxName || !nodeName.MatchString(name) {
		return fmt.Errorf("%q is not 1 to %d letters, digits, spaces and hyphens", clipped(name), MaxName)
	}
	return nil
}

// CheckSetting tells whether a setting of the node may have the value.
func (n *Node) CheckSetting(name, value string) error {
	k, _ := kindOf(n.Kind)
	return k.CheckSetting(name, value)
}

// CheckSetting tells whether a setting of the kind may have the value.
func (k Kind) CheckSetting(name, value string) error {
	f, known := k.field(name)
	if !known {
		return fmt.Errorf("a node of kind %s has no setting of this name; it has %s", k.Kind, listed(names(k.Settings)))
	}
	n, err := strconv.ParseInt(value, 10, 64)
	switch {
	case f.Kind == "number" && (err != nil || n < f.Min || n > f.Max):
		return fmt.Errorf("%q is not a whole number from %d to %d", clipped(value), f.Min, f.Max)
	case f.Kind == "choice" && !slices.Contains(f.Choices, value):
		return fmt.Errorf("%q is not one of %s", clipped(value), strings.Join(f.Choices, ", "))
	case f.Kind == "text" && len(value) > MaxText:
		return fmt.Errorf("it is longer than %d bytes", MaxText)
	case name == "path" && !IsPath(value):
		return fmt.Errorf("%q is not a path: it begins with /", clipped(value))
	}
	return nil
}

// IsPath tells whether text can be the path of a request.
func IsPath(text string) bool {
	_, err := url.ParseRequestURI(text)
	return err == nil && strings.HasPrefix(text, "/") && !strings.HasPrefix(text, "//")
}

func (n *Node) checkSockets(r *reader, at string, k Kind) {
	for i, slot := range k.Sockets {
		if i >= len(n.Sockets) && !slot.Optional {
			r.fail(under(at, "sockets"), "a node of kind %s needs the socket %s, one of %s", k.Kind, slot.Name, strings.Join(slot.Types, ", "))
		}
	}
	for i, s := range n.Sockets {
		place := fmt.Sprintf("%s[%d]", under(at, "sockets"), i)
		types := zmqTypes
		if i < len(k.Sockets) {
			types = k.Sockets[i].Types
		}
		switch {
		case !slices.Contains(types, s.Type):
			r.fail(under(place, "type"), "%q is not one of %s", clipped(s.Type), strings.Join(types, ", "))
		case !socketName.MatchString(s.Name):
			r.fail(under(place, "name"), "%q is not 1 to 24 small letters, digits and hyphens", clipped(s.Name))
		case s.Type == HTTP && !strings.HasPrefix(s.Name, "http"):
			r.fail(under(place, "name"), "%q does not begin with http, as that of an HTTP socket does", s.Name)
		case slices.ContainsFunc(n.Sockets[:i], func(o *Socket) bool { return o.Name == s.Name }):
			r.fail(under(place, "name"), "another socket of this node is called %q", s.Name)
		}
		s.check(r, place)
	}
	n.checkHTTP(r, at)
}

// checkHTTP: a server serves one name and asks nobody, a client serves none.
func (n *Node) checkHTTP(r *reader, at string) {
	if r.err != nil || len(n.Sockets) == 0 {
		return
	}
	s, place := n.Sockets[0], under(at, "sockets[0]")
	switch {
	case n.Kind == httpServer().Kind && len(s.Bind) != 1:
		r.fail(under(place, "bind"), "an HTTP server is bound to one name")
	case n.Kind == httpServer().Kind && len(s.Connect) > 0:
		r.fail(under(place, "connect"), "an HTTP server connects to nobody")
	case n.Kind == httpClient().Kind && len(s.Bind) > 0:
		r.fail(under(place, "bind"), "an HTTP client is not bound")
	}
}

func (s *Socket) check(r *reader, at string) {
	for _, name := range slices.Sorted(maps.Keys(s.Options)) {
		if err := zmq.CheckOption(zmq4.SocketType(s.Type), name, s.Options[name]); err != nil {
			r.fail(under(at, "options."+clipped(name)), "%v", err)
		}
	}
	s.checkEndpoints(r, under(at, "bind"), s.Bind)
	s.checkEndpoints(r, under(at, "connect"), s.Connect)
	if len(s.Subscribe) > 0 && s.Type != "SUB" {
		r.fail(under(at, "subscribe"), "a %s does not subscribe; a SUB does", s.Type)
	}
}

func (s *Socket) checkEndpoints(r *reader, at string, endpoints []string) {
	for i, e := range endpoints {
		place := fmt.Sprintf("%s[%d]", at, i)
		switch {
		case !s.canName(e):
			r.fail(place, "%q is not a name of 1 to 40 small letters, digits and hyphens, or one with its transport: tcp://tasks", clipped(e))
		case slices.Contains(endpoints[:i], e):
			r.fail(place, "%q stands there twice", e)
		}
	}
}

// canName tells whether a socket can have the endpoint: a name, and unless it is HTTP maybe a transport.
func (s *Socket) canName(endpoint string) bool {
	transport, name, found := strings.Cut(endpoint, "://")
	if !found {
		return endpointName.MatchString(endpoint)
	}
	return s.Type != HTTP && slices.Contains(transports, transport) && endpointName.MatchString(name)
}

func listed(names []string) string {
	if len(names) == 0 {
		return "none"
	}
	return strings.Join(names, ", ")
}

func kindNames() []string {
	var names []string
	for _, k := range Kinds() {
		names = append(names, k.Kind)
	}
	return names
}

func names(fields []act.Field) []string {
	var out []string
	for _, f := range fields {
		out = append(out, f.Name)
	}
	return out
}
