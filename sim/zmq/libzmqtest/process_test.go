package libzmqtest

import (
	"errors"
	"slices"
	"testing"
	"time"
)

func TestTwoProcessesTalk(t *testing.T) {
	rep := Start(t).Socket("REP", nil)
	req := Start(t).Socket("REQ", map[string]any{"IDENTITY": "asks", "SNDHWM": 2})
	req.Connect(rep.Bind("tcp://127.0.0.1:*"))

	every := make([]byte, 256)
	for i := range every {
		every[i] = byte(i)
	}
	want := []string{"hello", "", string(every)}
	if err := req.Send(want...); err != nil {
		t.Fatal(err)
	}
	got, err := rep.Recv()
	if err != nil || !slices.Equal(got, want) {
		t.Fatalf("got %q, %v; want %q", got, err, want)
	}
}

func TestErrorsAreNamed(t *testing.T) {
	req := Start(t).Socket("REQ", nil)
	req.Bind("tcp://127.0.0.1:*")
	if _, err := req.RecvWithin(0); !errors.Is(err, Error("EFSM")) {
		t.Errorf("receive out of turn: got %v, want EFSM", err)
	}
	if err := req.SendWithin(10*time.Millisecond, "hello"); !errors.Is(err, Error("EAGAIN")) {
		t.Errorf("send to nobody: got %v, want EAGAIN", err)
	}
}
