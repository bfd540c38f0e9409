// Package sim runs worlds: live topologies of a pattern's programs.
//
// A World owns everything that a run is made of: its clock, its log, its
// network, its sockets and the programs' tasks. Start returns a world whose
// programs are about to begin; Close ends them all, closes every connection,
// removes every file and waits. Any goroutine may call its methods.
//
// # Done to it
//
// Act does what a reader asks for, at a moment when every program waits: it
// chooses what happens next, catches messages, breaks programs and
// connections, changes the topology. Offers says what can be done with a
// thing, or why not, and Due what can happen next. What was done is the run's Script.
//
// # The same again
//
// A run is a function of its pattern, values, seed, schedule of faults and
// script: two worlds started alike, to which the same was done at the same places,
// record the same events, on whatever network, as long as no outside process
// takes part. So Replay brings a new world to any place of another run.
package sim

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"os"
	"sync"
	"sync/atomic"

	"patternscope/sim/act"
	"patternscope/sim/breakpoint"
	"patternscope/sim/clock"
	"patternscope/sim/event"
	"patternscope/sim/httpx"
	"patternscope/sim/pattern"
	"patternscope/sim/scene"
	"patternscope/sim/wire"
	"patternscope/sim/zmq"
)

// Config says what to run.
type Config struct {
	Pattern     *pattern.Pattern
	Values      pattern.Values
	Seed        int64
	Network     wire.Network // nil: real tcp and ipc of this machine
	Dir         string       // where a folder for ipc sockets is made; "": the system's temporary folder
	Rate        float64      // how fast world time runs; 0 is 1
	Paused      bool
	Logger      *slog.Logger            // nil: none
	LogLimit    int                     // events kept; 0: event.DefaultLimit
	Pace        int                     // due things a second while playing; 0: DefaultPace
	Breakpoints []breakpoint.Breakpoint // where it stops

	Faults []pattern.Fault // what happens to it by a schedule
}

// DefaultPace keeps one run from eating a processor: no eye follows more.
const DefaultPace = 4000

// keyframeEvery is how many events lie between two keyframes, at least.
const keyframeEvery = 200

// World is one run.
type World struct {
	cfg      Config
	clock    *clock.Clock
	log      *event.Log
	exchange *wire.Exchange
	scene    *scene.Scene
	ctx      *zmq.Context
	web      *httpx.Web
	programs []*program
	dir      string
	books    *event.Books // of a duel; nil: it is none
	booked   int64        // the last event entered in them
	kept     int64        // the event the last keyframe stands after
	hands    hands        // calls by hand under way
	title    string       // of the pattern, or what a reader has called the sandbox
	script   []act.Done   // what was done, in order
	marks    []act.Place
	stops    stops
	standing atomic.Pointer[breakpoint.Standing]
	close    sync.Once
}

// ErrIdle and ErrClosed are what Step returns when nothing is due, or the world is closed.
var (
	ErrIdle   = clock.ErrIdle
	ErrClosed = clock.ErrClosed
)

// Start begins a run.
func Start(cfg Config) (*World, error) {
	w := &World{cfg: cfg, log: event.NewLog(cfg.LogLimit), hands: hands{}, title: cfg.Pattern.Title}
	if w.cfg.Logger == nil {
		w.cfg.Logger = slog.New(slog.DiscardHandler)
	}
	if err := w.connectNetwork(); err != nil {
		return nil, err
	}
	w.clock = clock.New(cfg.Seed)
	w.exchange = wire.NewExchange(w.clock, w.cfg.Network)
	w.scene = scene.New(w.clock, w.log, w.exchange)
	w.scene.Latency = cfg.Values.Duration("latency")
	w.scene.Capacity = cfg.Values.Int("capacity")
	w.scene.Where = callerIn(cfg.Pattern)
	w.scene.Place = w.place
	w.scene.Unlinked = w.unlinked
	w.ctx = zmq.NewContext(w.scene)
	w.web = httpx.NewWeb(w.scene, w.transport())
	for _, n := range cfg.Pattern.Nodes(cfg.Values) {
		w.add(n)
	}
	for _, f := range cfg.Faults {
		w.plan(f)
	}
	w.books = event.NewBooks(w.state().Nodes)
	w.log.Keep(w.state())
	w.stand(nil)
	w.setBreakpoints(cfg.Breakpoints)
	w.clock.Progress = w.log.Head
	w.clock.Quiet = w.quiet
	w.clock.Pace = cfg.Pace
	if cfg.Pace == 0 {
		w.clock.Pace = DefaultPace
	}
	w.clock.Run()
	if cfg.Rate > 0 {
		w.clock.SetRate(cfg.Rate)
	}
	if !cfg.Paused {
		w.clock.Play()
	}
	return w, nil
}

func (w *World) connectNetwork() error {
	if w.cfg.Network != nil {
		return nil
	}
	dir, err := os.MkdirTemp(w.cfg.Dir, "patternscope-")
	if err != nil {
		return fmt.Errorf("make a folder for ipc sockets: %w", err)
	}
	w.dir = dir
	w.cfg.Network = wire.NewMachine(dir)
	return nil
}

// transport is what the pattern's connections are made of.
func (w *World) transport() string {
	if t := w.cfg.Values.Text("transport"); t != "" {
		return t
	}
	return "tcp"
}

// place puts an outside process below the programs, across from the one it talks to.
func (w *World) place(near string, slot int) (column, row int) {
	last, rows, at := 0, 0, 0
	for _, p := range w.programs {
		last, rows = max(last, p.Column), max(rows, p.Row+1)
		if p.Name == near {
			at = p.Column
		}
	}
	if at < last {
		column = last
	}
	return column, rows + slot
}

// Log is the record of the run.
func (w *World) Log() *event.Log { return w.log }

// Play lets world time run, Pause stops it: messages hang in mid-air.
func (w *World) Play() {
	w.goOn()
	w.clock.Play()
}
func (w *World) Pause() { w.clock.Pause() }

// SetRate makes world time run r times as fast as the wall's.
func (w *World) SetRate(r float64) { w.clock.SetRate(r) }

// Clock is what the clock shows now.
func (w *World) Clock() clock.Reading { return w.clock.Read() }

// OnClock has fn called, with the world's turn, whenever the clock was started, stopped or set.
func (w *World) OnClock(fn func()) { w.clock.Do(func() { w.clock.Changed = fn }) }

// Step pauses the world and lets the next due thing happen. It returns the
// number of the newest event once every program waits again.
func (w *World) Step(ctx context.Context) (int64, error) {
	w.goOn()
	err := w.clock.Step(ctx)
	if err != nil && !errors.Is(err, ErrIdle) {
		return 0, err
	}
	return w.log.Head(), err
}

// State is the true state of the sockets now, at a moment when nothing is
// between a lane and a queue.
func (w *World) State() event.State {
	var s event.State
	w.clock.Calm(func() { s = w.state() })
	return s
}

// Close ends the run and waits for all that belongs to it.
func (w *World) Close() {
	w.close.Do(func() {
		w.clock.Do(func() {
			w.web.Close()
			w.exchange.Cut()
		})
		w.clock.Close()
		w.exchange.Wait()
		w.log.Close()
		if w.dir != "" {
			os.RemoveAll(w.dir)
		}
	})
}

// quiet is called when every program waits.
func (w *World) quiet() {
	w.mark()
	w.keyframe()
}

// keyframe writes the state into the log from time to time.
func (w *World) keyframe() {
	if w.log.Head()-w.kept < keyframeEvery {
		return
	}
	s := w.state()
	w.kept = s.Seq
	w.log.Keep(s)
}

func (w *World) state() event.State {
	s := event.State{
		Seq: w.log.Head(), Nodes: []event.Node{}, Sockets: []event.Socket{}, Links: []event.Link{}, Messages: []event.Message{},
	}
	if last := w.log.Since(s.Seq-1, 1); len(last) == 1 {
		s.At = last[0].At
	}
	for _, p := range w.programs {
		s.Nodes = append(s.Nodes, w.nodeState(p))
	}
	for _, o := range w.ctx.Outsiders() {
		status := "running"
		if !o.Here {
			status = "left"
		}
		s.Nodes = append(s.Nodes, event.Node{Name: o.Name, Role: o.Role, Column: o.Column, Row: o.Row, Outside: true, Status: status})
	}
	w.scene.Fill(&s)
	s.Ledgers = w.ledgers()
	return s
}

// ledgers brings the books of a duel up to date.
func (w *World) ledgers() []event.Ledger {
	if w.books == nil {
		return nil
	}
	for events := w.log.Since(w.booked, 1000); len(events) > 0; events = w.log.Since(w.booked, 1000) {
		for _, e := range events {
			w.books.Enter(e)
			w.booked = e.Seq
		}
	}
	return w.books.Copy()
}
