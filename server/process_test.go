package main

import (
	"bufio"
	"io"
	"os"
	"os/exec"
	"regexp"
	"testing"
)

// asProgram in the environment makes the test binary the program itself, so
// that tests run the real thing: flags, printed address, signals.
const asProgram = "PATTERNSCOPE_AS_PROGRAM"

func TestMain(m *testing.M) {
	if os.Getenv(asProgram) != "" {
		main()
		os.Exit(0)
	}
	os.Exit(m.Run())
}

// program is the program with these arguments, ready to start.
func program(args ...string) *exec.Cmd {
	cmd := exec.Command(os.Args[0], args...)
	cmd.Env = append(os.Environ(), asProgram+"=1")
	return cmd
}

var printedAddress = regexp.MustCompile(`http://[0-9.]+:[0-9]+`)

// serve runs the program until the test ends, and returns the address it printed.
// Stopped by an interrupt, as a person does, it must end well.
func serve(t testing.TB, args ...string) string {
	t.Helper()
	cmd := program(append([]string{"-addr", "127.0.0.1:0"}, args...)...)
	cmd.Stderr = t.Output()
	address := started(t, cmd)
	t.Cleanup(func() {
		cmd.Process.Signal(os.Interrupt)
		if err := cmd.Wait(); err != nil {
			t.Errorf("the program ended with %v", err)
		}
	})
	return address
}

// started starts the program and returns the address it printed.
func started(t testing.TB, cmd *exec.Cmd) string {
	t.Helper()
	out, err := cmd.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := cmd.Start(); err != nil {
		t.Fatalf("start the program: %v", err)
	}
	lines := bufio.NewScanner(out)
	for lines.Scan() {
		if address := printedAddress.FindString(lines.Text()); address != "" {
			go io.Copy(io.Discard, out)
			return address
		}
	}
	t.Fatal("the program printed no address")
	return ""
}
