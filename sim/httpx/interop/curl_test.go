package interop

import (
	"bufio"
	"bytes"
	"context"
	"net/http"
	"os/exec"
	"slices"
	"strings"
	"testing"
	"time"

	"patternscope/sim"
	"patternscope/sim/event"
	"patternscope/sim/node"
	"patternscope/sim/simtest"
)

// curl prepares a run of curl against the server of that name; paths begin with /.
func (s *stage) curl(name string, args ...string) *exec.Cmd {
	s.T.Helper()
	base := s.At(name)
	all := []string{"-sS", "--noproxy", "*", "--max-time", "20"}
	if path, is := strings.CutPrefix(base, "unix:"); is {
		all, base = append(all, "--unix-socket", path), "http://"+name
	}
	for _, arg := range args {
		if strings.HasPrefix(arg, "/") {
			arg = base + arg
		}
		all = append(all, arg)
	}
	return exec.Command("curl", all...)
}

// says runs curl and returns what it wrote, both its outputs.
func (s *stage) says(name string, args ...string) string {
	s.T.Helper()
	out, err := s.curl(name, args...).CombinedOutput()
	if err != nil {
		s.T.Fatalf("curl %q: %v\n%s", args, err, out)
	}
	return string(out)
}

func TestCurl(t *testing.T) {
	for _, transport := range []string{"tcp", "ipc"} {
		t.Run(transport, func(t *testing.T) {
			t.Parallel()
			s := open(t, transport, append(chatting(), serving("api", echo))...)
			for _, tc := range []struct {
				name string
				args []string
				want string
			}{
				{"GET", []string{"/hello?x=1"}, "GET /hello "},
				{"POST", []string{"-d", "a=b", "/form"}, "POST /form a=b"},
				{"HEAD", []string{"-I", "/x"}, "HTTP/1.1 200 OK\r\n"},
				{"PUT in chunks", []string{"-X", "PUT", "-H", "Transfer-Encoding: chunked", "-d", "many", "/x"}, "PUT /x many"},
				{"100-continue", []string{"-v", "-H", "Expect: 100-continue", "-d", "late", "/x"}, "< HTTP/1.1 100 Continue"},
				{"keep-alive", []string{"-v", "/a", "/b"}, "Re-using existing connection"},
				{"HTTP/1.0", []string{"-0", "/old"}, "GET /old "},
				{"a foreign Host", []string{"-H", "Host: elsewhere.example", "/x"}, "GET /x "},
				{"world time", []string{"-i", "/x"}, "Date: Sat, 01 Jan 2000 00:0"},
			} {
				if got := s.says("api", tc.args...); !strings.Contains(got, tc.want) {
					t.Errorf("%s: got %q, want %q in it", tc.name, got, tc.want)
				}
			}
			s.chats(s.World.Log().Head())
		})
	}
}

// TestALife follows one curl through the log, from the door and back.
func TestALife(t *testing.T) {
	t.Parallel()
	s := open(t, "tcp", serving("api", echo))
	s.says("api", "-d", "hi", "/hello")
	s.Kind(event.Left)
	s.says("api", "/again")
	s.Times(2, "left", simtest.Of(event.Left))
	var told []string
	for _, e := range s.Events() {
		if e.Link != "" || e.Kind == event.Left {
			told = append(told, strings.TrimSpace(string(e.Kind)+" "+e.Socket+" "+e.Label))
		}
	}
	visit := func(link, request string) []string {
		return []string{
			"accepted api.http", "joined curl 1.http", "sent curl 1.http " + request, "arrived api.http " + request, "received api.http " + request,
			"send api.http 200", "queued api.http 200", "sent api.http 200", "arrived curl 1.http 200", "disconnected api.http", "left curl 1.http",
		}
	}
	want := append(visit("L1", "POST /hello"), visit("L2", "GET /again")...)
	if !slices.Equal(told, want) {
		t.Errorf("the log tells\n%s\nwant\n%s", strings.Join(told, "\n"), strings.Join(want, "\n"))
	}
	state := s.World.State()
	i := slices.IndexFunc(state.Nodes, func(n event.Node) bool { return n.Name == "curl 1" })
	if i < 0 || !state.Nodes[i].Outside || state.Nodes[i].Status != "left" || state.Nodes[i].Row == 0 {
		t.Errorf("curl is drawn as %+v", state.Nodes)
	}
}

// TestNames: a program is called as it calls itself, if that can be a name and nobody has it.
func TestNames(t *testing.T) {
	t.Parallel()
	s := open(t, "tcp", serving("desk 1", echo))
	for agent, want := range map[string]string{
		"curl/8.1": "curl 1", "Mozilla/5.0 (X11)": "Mozilla 1", "desk/1": "desk 2",
		"": "peer 1", "<b>x</b>/1": "peer 1", "a name/1": "peer 1", strings.Repeat("n", 17): "peer 1", "../etc": "peer 1",
	} {
		seq := s.World.Log().Head()
		s.says("desk 1", "-A", agent, "/x")
		if e := s.Until(seq, "joined", simtest.Of(event.Joined)); e.Node != want {
			t.Errorf("%q is called %q, want %q", agent, e.Node, want)
		}
		s.Until(seq, "left", simtest.Of(event.Left))
	}
}

// TestServerSentEvents: curl -N prints each event as it comes; when it goes, the handler hears of it.
func TestServerSentEvents(t *testing.T) {
	for _, transport := range []string{"tcp", "ipc"} {
		t.Run(transport, func(t *testing.T) {
			t.Parallel()
			ended := make(chan struct{})
			s := open(t, transport, append(chatting(), serving("api", func(n *node.Node, w http.ResponseWriter, r *http.Request) {
				defer close(ended)
				stream(20)(n, w, r)
			}))...)
			cmd := s.curl("api", "-N", "/events")
			out, err := cmd.StdoutPipe()
			if err != nil {
				t.Fatal(err)
			}
			if err := cmd.Start(); err != nil {
				t.Fatal(err)
			}
			defer cmd.Wait()
			lines := bufio.NewScanner(out)
			for n := 0; n < 5 && lines.Scan(); {
				if strings.HasPrefix(lines.Text(), "data: ") {
					n++
				}
			}
			cmd.Process.Kill()
			e := s.Kind(event.Left)
			select {
			case <-ended:
			case <-time.After(simtest.Patience):
				t.Error("the handler does not hear that the client has gone")
			}
			s.chats(e.Seq)
		})
	}
}

// TestHeldWorld: while the world is held curl waits, and each step takes its request on by one event.
func TestHeldWorld(t *testing.T) {
	t.Parallel()
	s := open(t, "tcp", serving("api", echo))
	s.At("api")
	s.World.Pause()
	cmd := s.curl("api", "/held")
	var out bytes.Buffer
	cmd.Stdout = &out
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithTimeout(context.Background(), simtest.Patience)
	defer cancel()
	for s.Count(simtest.Of(event.Received)) == 0 {
		if _, err := s.World.Step(ctx); err == sim.ErrIdle {
			<-time.After(time.Millisecond) // it is under way outside the world
		} else if err != nil {
			t.Fatal(err)
		}
	}
	if s.Count(func(e event.Event) bool { return e.Kind == event.Arrived && e.Socket == "curl 1.http" }) > 0 {
		t.Error("the world is held, and curl has its answer")
	}
	s.World.Play()
	if err := cmd.Wait(); err != nil || out.String() != "GET /held " {
		t.Errorf("got %q, %v", out.String(), err)
	}
}
