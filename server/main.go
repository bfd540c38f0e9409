// Command server is Patternscope: it runs messaging patterns on real sockets
// and shows them in a browser.
//
//	go run ./server                       serves the pages
//	go run ./server trace hello-world     prints a run's events, a line each
//	go run ./server measure duel-ask      prints what its task costs at full speed
//
// Exit status: 0 when it ended as asked, 1 when something failed, 2 when the
// command line makes no sense, 130 when trace or measure was interrupted. Who reads the output and goes
// away, as head does, has had what was asked.
package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"os/signal"
	"syscall"
)

func main() {
	signal.Ignore(syscall.SIGPIPE) // a write says it, and what is open is closed
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	context.AfterFunc(ctx, stop) // a second signal does not wait
	err := run(ctx, os.Args[1:], os.Stdout, os.Stderr)
	switch {
	case errors.Is(err, syscall.EPIPE):
		err = nil
	case ctx.Err() != nil && (errors.Is(err, context.Canceled) || errors.Is(err, context.Cause(ctx))):
		err = errInterrupted
	}
	if err != nil {
		fmt.Fprintf(os.Stderr, "patternscope: %v\n", err)
	}
	if code := exitCode(err); code != 0 {
		os.Exit(code)
	}
}

var errInterrupted = errors.New("interrupted")

// run does what the command line asks for.
func run(ctx context.Context, args []string, stdout, stderr io.Writer) error {
	if len(args) > 0 && args[0] == "trace" {
		return trace(ctx, args[1:], stdout)
	}
	if len(args) > 0 && args[0] == "measure" {
		return measureDuel(ctx, args[1:], stdout, stderr)
	}
	o, err := parseOptions(args, stdout)
	if err != nil || o.done {
		return err
	}
	return runServer(ctx, o, stdout, stderr)
}

// usageError is a command line that makes no sense.
type usageError struct{ text string }

func (e usageError) Error() string { return e.text }

func exitCode(err error) int {
	var usage usageError
	switch {
	case err == nil:
		return 0
	case errors.As(err, &usage):
		return 2
	case err == errInterrupted:
		return 130 // 128 + SIGINT, as a shell has it
	}
	return 1
}
