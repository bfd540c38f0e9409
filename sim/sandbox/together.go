package sandbox

import (
	"fmt"
	"slices"
	"strings"
)

// checkTogether looks at the i-th node beside the others: names, places, who is
// bound where, and whether those who are connected can talk.
func (d *Document) checkTogether(r *reader, i int, at string) {
	n := d.Nodes[i]
	for _, o := range d.Nodes[:i] {
		switch {
		case o.Name == n.Name:
			r.fail(under(at, "name"), "another node is called %q", n.Name)
		case o.Column == n.Column && o.Row == n.Row:
			r.fail(at, "column %d, row %d is the place of %q", n.Column, n.Row, o.Name)
		}
	}
	for k, s := range n.Sockets {
		place := fmt.Sprintf("%s[%d]", under(at, "sockets"), k)
		for b, e := range s.Bind {
			if o := d.bound(s, e); o != s {
				r.fail(fmt.Sprintf("%s.bind[%d]", place, b), "another socket, a %s, is bound to %q", o.Type, e)
			}
		}
		for c, e := range s.Connect {
			o := d.bound(s, e)
			switch {
			case o == s:
				r.fail(fmt.Sprintf("%s.connect[%d]", place, c), "a socket cannot connect to itself")
			case o != nil && !CanTalk(s.Type, o.Type):
				r.fail(fmt.Sprintf("%s.connect[%d]", place, c), "%s", WhyNot(s.Type, o.Type))
			}
		}
	}
}

// With changes a node of the document, and tells what then is wrong with it.
func (d *Document) With(name string, change func(n *Node)) *Error {
	r := &reader{}
	for _, n := range d.Nodes {
		if n.Name == name {
			change(n)
			n.check(r, "")
		}
	}
	for i := range d.Nodes {
		if r.err == nil {
			d.checkTogether(r, i, "")
		}
	}
	return r.err
}

// bound finds the first socket that is bound to the endpoint, as the socket s would reach it.
func (d *Document) bound(s *Socket, endpoint string) *Socket {
	for _, n := range d.Nodes {
		for _, o := range n.Sockets {
			if (o.Type == HTTP) == (s.Type == HTTP) && slices.ContainsFunc(o.Bind, func(e string) bool { return d.full(e) == d.full(endpoint) }) {
				return o
			}
		}
	}
	return nil
}

// full is an endpoint with its transport.
func (d *Document) full(endpoint string) string {
	if strings.Contains(endpoint, "://") {
		return endpoint
	}
	return d.Transport + "://" + endpoint
}

// CanTalk tells whether sockets of two types can talk: whether each accepts the
// other's handshake (RFC 28 to 31).
func CanTalk(a, b string) bool { return slices.Contains(TypeOf(a).TalksTo, b) }

// WhyNot says why two types cannot talk, and which ones could.
func WhyNot(a, b string) string {
	return fmt.Sprintf("%s cannot talk to %s: %s talks to %s", a, b, a, strings.Join(TypeOf(a).TalksTo, ", "))
}

// TypeOf is the type of that name.
func TypeOf(name string) Type {
	for _, t := range Types() {
		if t.Type == name {
			return t
		}
	}
	return Type{}
}
