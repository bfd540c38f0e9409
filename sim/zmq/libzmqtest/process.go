// Package libzmqtest runs libzmq, the reference implementation, as a process
// beside a test, so that every socket can be tried against the real thing:
//
//	peer := libzmqtest.Start(t)
//	pull := peer.Socket("PULL", nil)
//	pull.Connect("tcp://127.0.0.1:43121")
//	frames, err := pull.Recv()
//
// A Process is one Python interpreter with python3-zmq. It does one call at a
// time, so two programs that wait for each other are two processes. Setting up
// and calls that must succeed end the test when they do not; Send and Recv
// return what libzmq said ("EAGAIN", "EFSM"). The process ends with the test.
// It is never skipped: a machine without python3-zmq fails the test.
package libzmqtest

import (
	"bufio"
	_ "embed"
	"encoding/json"
	"io"
	"os"
	"os/exec"
	"strconv"
	"sync"
	"testing"
)

// Python is Debian's interpreter, the one that python3-zmq is installed for.
const Python = "/usr/bin/python3"

//go:embed peer.py
var program string

// Process is one running libzmq process.
type Process struct {
	t    testing.TB
	cmd  *exec.Cmd
	stop func()

	mu      sync.Mutex // one question and its answer at a time
	in      io.WriteCloser
	out     *bufio.Scanner
	sockets int
}

// Start runs a libzmq process until the test ends.
func Start(t testing.TB) *Process {
	t.Helper()
	p := &Process{t: t, cmd: exec.Command(Python, "-c", program)}
	p.cmd.Stderr = os.Stderr
	in, err := p.cmd.StdinPipe()
	if err != nil {
		t.Fatalf("open a pipe to libzmq: %v", err)
	}
	out, err := p.cmd.StdoutPipe()
	if err != nil {
		t.Fatalf("open a pipe from libzmq: %v", err)
	}
	if err := p.cmd.Start(); err != nil {
		t.Fatalf("start libzmq: %v", err)
	}
	p.in, p.out = in, bufio.NewScanner(out)
	p.out.Buffer(nil, maxAnswer)
	p.stop = sync.OnceFunc(func() {
		in.Close()
		p.cmd.Wait()
	})
	t.Cleanup(p.stop)
	return p
}

// maxAnswer bounds a line from the process: a message of a few MiB, escaped.
const maxAnswer = 16 << 20

// Stop ends the process as a program ends that closes its sockets.
func (p *Process) Stop() { p.stop() }

// Kill ends the process as a crash does: nothing is said to its peers.
func (p *Process) Kill() {
	p.cmd.Process.Kill()
	p.stop()
}

// Socket opens a socket of the given type ("REQ") with options named as in
// zmq_setsockopt(3) without ZMQ_ ("SNDHWM"); values are int or string.
func (p *Process) Socket(kind string, options map[string]any) *Socket {
	p.t.Helper()
	p.sockets++
	s := &Socket{process: p, id: "s" + strconv.Itoa(p.sockets)}
	s.must(question{Do: "socket", Type: kind, Options: options})
	return s
}

type question struct {
	Do       string         `json:"do"`
	Socket   string         `json:"socket"`
	Type     string         `json:"type,omitempty"`
	Options  map[string]any `json:"options,omitempty"`
	Name     string         `json:"name,omitempty"`
	Value    any            `json:"value,omitempty"`
	Endpoint string         `json:"endpoint,omitempty"`
	Frames   []string       `json:"frames,omitempty"`
	Timeout  int64          `json:"timeout"`
	Linger   int64          `json:"linger"`
}

type answer struct {
	Endpoint string   `json:"endpoint"`
	Frames   []string `json:"frames"`
	Error    string   `json:"error"`
}

func (p *Process) ask(q question) answer {
	p.t.Helper()
	p.mu.Lock()
	defer p.mu.Unlock()
	if err := json.NewEncoder(p.in).Encode(q); err != nil {
		p.t.Fatalf("ask libzmq to %s: %v", q.Do, err)
	}
	if !p.out.Scan() {
		p.t.Fatalf("libzmq ended while asked to %s: %v", q.Do, p.out.Err())
	}
	var a answer
	if err := json.Unmarshal(p.out.Bytes(), &a); err != nil {
		p.t.Fatalf("libzmq answered %q: %v", p.out.Text(), err)
	}
	return a
}
