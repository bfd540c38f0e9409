package main

import (
	"os/exec"
	"strings"
	"testing"

	"github.com/go-rod/rod/lib/input"

	"patternscope/server/browsertest"
)

// TestAnOutsideProcessComesIn runs the very lines of Python that the page shows
// at a bound socket, in a process of their own: it appears, its messages are
// told, it is killed, and the run goes on.
func TestAnOutsideProcessComesIn(t *testing.T) {
	s := show{browsertest.Start(t).Open(t, serve(t)+"/patterns/weather", browsertest.Laptop)}
	s.runs()
	s.Click(`[data-socket="weather service.pub"]`)
	var python string
	s.Read(&python, `() => document.querySelector(".join-pop pre").innerText`)
	s.Press(input.Escape)

	peer := shell(python)
	if err := peer.Start(); err != nil {
		t.Fatal(err)
	}
	defer peer.Wait()
	defer peer.Process.Kill()
	const outside = `const peer = patternscope.state.nodes.find((n) => n.outside);`
	s.Until("the process is on the stage", `() => { `+outside+`
		return peer?.status === "running" && document.querySelector("#stage").textContent.includes(peer.name);
	}`)
	s.Until("a message reaches it", `() => { `+outside+`
		return patternscope.history.events.some((e) => e.kind === "arrived" && e.what === "message" && e.node === peer.name);
	}`)
	s.Keep("outside")

	peer.Process.Kill()
	s.Until("it has left", `() => { `+outside+` return peer.status === "left"; }`)
	s.Until("the run goes on", `(head) => patternscope.mode === "live" && patternscope.head > head + 10`, s.head())
}

// TestCurlComesIn runs the very line of curl that the page shows at a server,
// over tcp and over a unix socket: it appears, it is answered, and it has left.
func TestCurlComesIn(t *testing.T) {
	address, browser := serve(t), browsertest.Start(t)
	for _, transport := range []string{"tcp", "ipc"} {
		s := show{browser.Open(t, address+"/patterns/http-unix?latency=100&transport="+transport, browsertest.Laptop)}
		s.runs()
		s.Click(`[data-socket="daemon.http"]`)
		var line string
		s.Read(&line, `() => document.querySelector(".join-pop pre").innerText`)
		s.Press(input.Escape)

		out, err := shell(line + " --noproxy '*' --max-time 30").CombinedOutput()
		if err != nil || !strings.Contains(string(out), "database\n") {
			t.Errorf("%s: %v\n%s", line, err, out)
		}
		s.Until("it was on the stage, and has left", `() => patternscope.state.nodes.some((n) => n.name === "curl 1" && n.outside && n.status === "left")`)
		s.Until("the run goes on", `(head) => patternscope.mode === "live" && patternscope.head > head + 10`, s.head())
	}
}

// shell runs the lines as a person does who pastes them into a terminal, with
// Debian's curl, and its Python, for which ZeroMQ is installed. There is no shell between:
// the process that is killed is the peer.
func shell(lines string) *exec.Cmd {
	cmd := exec.Command("/bin/sh", "-c", "exec "+lines)
	cmd.Env = []string{"PATH=/usr/bin:/bin"}
	return cmd
}
