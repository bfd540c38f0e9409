package main

import (
	"bufio"
	"bytes"
	"io"
	"net"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"syscall"
	"testing"
)

// finish runs the program to its end, and returns its status and what it said.
func finish(t *testing.T, args ...string) (code int, stdout, stderr string) {
	t.Helper()
	cmd := program(args...)
	var out, errs bytes.Buffer
	cmd.Stdout, cmd.Stderr = &out, &errs
	err := cmd.Run()
	if _, exited := err.(*exec.ExitError); err != nil && !exited {
		t.Fatalf("run %v: %v", args, err)
	}
	return cmd.ProcessState.ExitCode(), out.String(), errs.String()
}

var sentenceOfOurs = regexp.MustCompile(`^patternscope: .+\n$`)

// TestCommandLinesThatMakeNoSense: status 2, one line, and nothing on the standard output.
func TestCommandLinesThatMakeNoSense(t *testing.T) {
	for _, tc := range []struct{ args, says string }{
		{"-port 80", "-port; -help lists all flags"},
		{"-rooms many", `invalid value "many" for flag -rooms`},
		{"-rooms 0", "every limit is a whole number above 0"},
		{"-room-idle -1s", "are times above 0"},
		{"-addr 8080", `such as 127.0.0.1:8080, not "8080"`},
		{"-host http://x", "a name without scheme"},
		{"serve", `"serve" is no command`},
		{"trace", "trace takes one pattern: duel-ask"},
		{"trace helo", `there is no pattern "helo"; trace -help lists all`},
		{"trace hello", `there is no pattern "hello"; there is hello-world; trace -help lists all`},
		{"trace hello-world size=3", "given as -param size=3"},
		{"trace hello-world -seed -1", "-seed is a whole number from 0"},
		{"trace hello-world pipeline", "trace takes one pattern"},
		{"trace hello-world -n 0", "-n is a whole number above 0"},
		{"trace hello-world -param size", "a parameter is name=value"},
		{"trace hello-world -param sise=3", `no parameter "sise"`},
		{"trace hello-world -seed x", "-seed"},
		{"trace hello-world -until kind=explodes", `there is no kind of event "explodes"`},
		{"trace hello-world -break depth=3", "depth is written depth>=10"},
		{"trace hello-world -frames", "-frames; -help lists all flags"},
		{"measure", "measure takes one duel: duel-ask"},
		{"measure hello-world", `there is no duel "hello-world"; there are duel-ask`},
		{"measure duel-ask -n 7", "the count is a whole number from 100 to 1000000, not 7"},
	} {
		t.Run(tc.args, func(t *testing.T) {
			code, stdout, stderr := finish(t, strings.Fields(tc.args)...)
			if code != 2 || stdout != "" || !sentenceOfOurs.MatchString(stderr) || !strings.Contains(stderr, tc.says) {
				t.Errorf("got status %d, %q and %q; want 2 and one line with %q", code, stdout, stderr, tc.says)
			}
		})
	}
}

func TestHelpAndVersion(t *testing.T) {
	for args, says := range map[string]string{
		"-help":       "-rooms-per-visitor",
		"--help":      "127.0.0.1:8080",
		"trace -help": "-param name=value",

		"trace -h":                "  hello-world        Hello world\n",
		"trace hello-world -help": "-faults server-crashes: ",
		"measure -help":           "-concurrency",
		"-version":                "patternscope ",
	} {
		code, stdout, stderr := finish(t, strings.Fields(args)...)
		if code != 0 || stderr != "" || !strings.Contains(stdout, says) {
			t.Errorf("%s: got status %d, %q and %q; want it to say %q", args, code, stdout, stderr, says)
		}
	}
}

func TestAnAddressThatIsTaken(t *testing.T) {
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer l.Close()
	code, stdout, stderr := finish(t, "-addr", l.Addr().String())
	if code != 1 || stdout != "" || !strings.HasSuffix(stderr, "address already in use\n") {
		t.Errorf("got status %d, %q and %q", code, stdout, stderr)
	}
}

// TestItStopsWhenAsked: by either signal, with rooms open, and nothing is left in its folders.
func TestItStopsWhenAsked(t *testing.T) {
	for _, signal := range []os.Signal{os.Interrupt, syscall.SIGTERM} {
		t.Run(signal.String(), func(t *testing.T) {
			data, temp := t.TempDir(), t.TempDir()
			cmd := program("-addr", "127.0.0.1:0", "-data", data)
			cmd.Env = append(cmd.Env, "TMPDIR="+temp)
			var errs bytes.Buffer
			cmd.Stderr = &errs
			address := started(t, cmd)
			ask := map[string]any{"pattern": "hello-world", "params": map[string]string{"transport": "ipc"}}
			client{t, address}.call("POST", "/api/rooms", "", ask, nil)
			if n := entries(t, data); n == 0 {
				t.Error("the data folder is empty while a room uses ipc")
			}
			cmd.Process.Signal(signal)
			if err := cmd.Wait(); err != nil {
				t.Errorf("it ended with %v: %s", err, errs.String())
			}
			if !strings.Contains(errs.String(), `msg="room ended"`) {
				t.Errorf("log: got %s, want the room's end", errs.String())
			}
			if n := entries(t, data) + entries(t, temp); n != 0 {
				t.Errorf("left behind: %d files", n)
			}
		})
	}
}

func entries(t *testing.T, folder string) int {
	t.Helper()
	files, err := filepath.Glob(filepath.Join(folder, "*"))
	if err != nil {
		t.Fatal(err)
	}
	return len(files)
}

// TestWhoReadsMayGoAway: as head does, and an interrupt ends a trace; nothing is left behind, and what
// cannot be written is an error.
func TestWhoReadsMayGoAway(t *testing.T) {
	temp := t.TempDir()
	endless := func() *exec.Cmd {
		cmd := program("trace", "pipeline", "-n", "100000000")
		cmd.Env = append(cmd.Env, "TMPDIR="+temp)
		return cmd
	}
	for name, tc := range map[string]struct {
		leave func(*exec.Cmd, io.Closer)
		code  int
		says  string
	}{
		"head":      {func(_ *exec.Cmd, out io.Closer) { out.Close() }, 0, ""},
		"interrupt": {func(cmd *exec.Cmd, _ io.Closer) { cmd.Process.Signal(os.Interrupt) }, 130, "patternscope: interrupted\n"},
	} {
		cmd := endless()
		var errs bytes.Buffer
		cmd.Stderr = &errs
		out, err := cmd.StdoutPipe()
		if err != nil {
			t.Fatal(err)
		}
		if err := cmd.Start(); err != nil {
			t.Fatal(err)
		}
		first, _ := bufio.NewReader(out).ReadString('\n')
		tc.leave(cmd, out)
		io.Copy(io.Discard, out)
		cmd.Wait()
		if code := cmd.ProcessState.ExitCode(); code != tc.code || errs.String() != tc.says || !strings.Contains(first, "started") {
			t.Errorf("%s: got status %d and %q after %q, want %d and %q", name, code, errs.String(), first, tc.code, tc.says)
		}
	}
	full, err := os.OpenFile("/dev/full", os.O_WRONLY, 0)
	if err != nil {
		t.Skip("this system has no full device")
	}
	defer full.Close()
	cmd := program("trace", "hello-world", "-n", "5")
	cmd.Stdout = full
	if cmd.Run(); cmd.ProcessState.ExitCode() != 1 {
		t.Errorf("a full device: got status %d, want 1", cmd.ProcessState.ExitCode())
	}
	if n := entries(t, temp); n != 0 {
		t.Errorf("left behind: %d files", n)
	}
}
