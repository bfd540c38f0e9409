package main

import (
	"errors"
	"fmt"
	"io"
	"net"
	"slices"
	"strings"

	"patternscope/server/room"
	"patternscope/sim/event"
)

// options are what the command line says about the server.
type options struct {
	addr   string
	hosts  names
	open   bool
	data   string
	saved  string
	limits room.Limits
	events int
	done   bool // help or the version was asked for, and printed
}

const usage = `Patternscope runs messaging patterns on real sockets and shows every message in a browser.

Usage:
  server [flags]                     serve the pages; the address is printed
  server trace PATTERN [flags]       print a run's events, a line each (trace -help)
  server measure DUEL [flags]        run a duel's task at full speed, and print the figures (measure -help)

Flags:
`

// parseOptions reads the flags. An error is a usageError, in one sentence.
func parseOptions(args []string, stdout io.Writer) (options, error) {
	o := options{limits: room.DefaultLimits}
	version := false
	fs := newFlags("server")
	fs.StringVar(&o.addr, "addr", "127.0.0.1:8080", "`address` to listen on; port 0 takes a free one")
	fs.Var(&o.hosts, "host", "a `name` this server also goes by, beside localhost and its address; may be given again")
	fs.BoolVar(&o.open, "open", false, "open the page in a browser")
	fs.StringVar(&o.data, "data", "", "`folder` for unix sockets; a temporary one, removed at the end, when not given")
	fs.StringVar(&o.saved, "recordings", "", "`folder` for saved recordings, made if need be; they are kept in memory when not given")
	fs.IntVar(&o.limits.Rooms, "rooms", o.limits.Rooms, "rooms at once")
	fs.IntVar(&o.limits.RoomsPerVisitor, "rooms-per-visitor", o.limits.RoomsPerVisitor, "rooms at once from one address")
	fs.DurationVar(&o.limits.Idle, "room-idle", o.limits.Idle, "a room nobody watches ends after this `time`")
	fs.DurationVar(&o.limits.Life, "room-life", o.limits.Life, "any room ends after this `time`")
	fs.IntVar(&o.limits.Viewers, "viewers", o.limits.Viewers, "viewers at once, of all rooms")
	fs.IntVar(&o.limits.ViewersPerSecond, "viewers-per-second", o.limits.ViewersPerSecond, "new viewers a second")
	fs.IntVar(&o.limits.Behind, "viewer-behind", o.limits.Behind, "events a viewer may be behind before it is moved on")
	fs.IntVar(&o.events, "events", event.DefaultLimit, "events a run keeps")
	fs.BoolVar(&version, "version", false, "print the version")

	help, err := fs.parse(args)
	o.done = help || version
	switch {
	case err != nil:
		return o, err
	case help:
		fs.help(stdout, usage)
		return o, nil
	case version:
		fmt.Fprintln(stdout, "patternscope", buildVersion())
		return o, nil
	}
	return o, o.check(fs.Args())
}

// check refuses what no server can be run with.
func (o *options) check(rest []string) error {
	if len(rest) > 0 {
		return usageError{fmt.Sprintf("%q is no command; there are trace and measure, and without a command the server runs", rest[0])}
	}
	host, _, err := net.SplitHostPort(o.addr)
	if err != nil {
		return usageError{fmt.Sprintf("-addr is a host and a port, such as 127.0.0.1:8080, not %q", o.addr)}
	}
	if host != "" {
		o.hosts = append(o.hosts, host)
	}
	l := o.limits
	if slices.Min([]int{l.Rooms, l.RoomsPerVisitor, l.Viewers, l.ViewersPerSecond, l.Behind, o.events}) < 1 {
		return usageError{"every limit is a whole number above 0"}
	}
	if min(l.Idle, l.Life) <= 0 {
		return usageError{"-room-idle and -room-life are times above 0, such as 10m"}
	}
	return nil
}

// names is a flag that may be given again, or hold several with commas.
type names []string

func (n *names) String() string { return strings.Join(*n, ",") }

func (n *names) Set(text string) error {
	for name := range strings.SplitSeq(text, ",") {
		if name = strings.TrimSpace(name); name == "" || strings.ContainsAny(name, "/ ") {
			return errors.New("a host is a name without scheme or path, such as class.example.org")
		}
		*n = append(*n, name)
	}
	return nil
}
