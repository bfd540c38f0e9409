import assert from "node:assert/strict";
import { test } from "node:test";
import type { Event, State } from "../model/types";
import type { Clock, Room } from "./meta";
import type { Command } from "./protocol";
import { beatsOf } from "./showing";
import { Store } from "./store";

// A page whose time stands until it is moved.
class Page {
  now = 0;
  private frames: ((now: number) => void)[] = [];
  readonly commands: Command[] = [];
  readonly store: Store;

  constructor(steering = true) {
    Object.assign(globalThis, {
      requestAnimationFrame: (f: (now: number) => void) => this.frames.push(f),
      performance: { now: () => this.now },
    });
    this.store = new Store();
    this.store.send = (c) => this.commands.push(c);
    this.store.told({ type: "room", room: { ...room, steering }, clock: clock(0), head: 0, first: 1 });
    this.store.setConnection("open");
    this.store.told({ type: "keyframe", run: 1, state: start });
  }

  // pass lets ms go by, a frame every 16.
  pass(ms: number): void {
    for (const end = this.now + ms; this.now < end; ) {
      this.now = Math.min(end, this.now + 16);
      for (const f of this.frames.splice(0)) f(this.now);
    }
  }

  // happen tells n events, one each 100 ms of world time.
  happen(n: number, now = (this.store.head + n) * 100_000, paused = false): void {
    const events = Array.from({ length: n }, (_, i) => event(this.store.head + 1 + i));
    this.store.told({ type: "events", run: 1, events, clock: clock(now, paused), head: this.store.head + n });
  }
}

const room: Room = { id: "r", pattern: "p", params: {}, seed: 1, run: 1, steering: true };
const start: State = { seq: 0, at: 0, nodes: [{ name: "a", column: 0, row: 0, status: "running" }], sockets: [], links: [], messages: [] };

function clock(now: number, paused = false): Clock {
  return { now, rate: 1, paused, idle: false };
}

function event(seq: number): Event {
  return { seq, at: seq * 100_000, kind: "state", node: "a", text: String(seq), say: "" };
}

test("following shows each event a moment after it was told, at its time", () => {
  const p = new Page();
  p.happen(1);
  p.pass(16);
  assert.equal(p.store.cursor.seq, 0);
  p.pass(100);
  assert.equal(p.store.cursor.seq, 1);
  assert.equal(p.store.mode, "live");
});

test("hold pauses the world, and the picture stands where the world does", () => {
  const p = new Page();
  p.happen(3);
  p.pass(200);
  p.store.hold();
  assert.deepEqual(p.commands, [{ command: "pause" }]);
  p.store.told({ type: "clock", clock: clock(350_000, true), head: 3 });
  p.pass(2000);
  assert.equal(p.store.cursor.seq, 3);
  assert.equal(p.store.cursor.at, 350_000);
  assert.equal(p.store.mode, "held");
});

test("a step at the newest event asks the world for one, and follows one event of those that come", () => {
  const p = new Page();
  p.happen(3, 300_000, true);
  p.pass(400);
  p.store.step();
  assert.deepEqual(p.commands, [{ command: "step" }]);
  assert.equal(p.store.cursor.seq, 3);
  p.happen(4, 700_000, true);
  assert.equal(p.store.cursor.seq, 4);
  assert.equal(p.store.cursor.at, 400_000);
  p.store.step();
  assert.equal(p.store.cursor.seq, 5);
  assert.equal(p.commands.length, 1);
  p.store.stepBack();
  p.store.stepBack();
  assert.equal(p.store.cursor.seq, 3);
  assert.equal(p.store.state.nodes[0]!.text, "3");
});

test("a step back from live pauses the world first", () => {
  const p = new Page();
  p.happen(5);
  p.pass(500);
  p.store.stepBack();
  assert.deepEqual(p.commands, [{ command: "pause" }]);
  assert.equal(p.store.cursor.seq, 4);
  assert.equal(p.store.mode, "held");
});

test("before the first event there is nothing", () => {
  const p = new Page();
  p.happen(2, 200_000, true);
  p.store.seek(-7);
  assert.equal(p.store.cursor.seq, 0);
  p.store.stepBack();
  assert.equal(p.store.cursor.seq, 0);
  assert.equal(p.store.event, undefined);
});

test("playing behind the newest replays in world time, then goes on live", () => {
  const p = new Page();
  p.happen(20, 2_000_000, true);
  p.pass(2500);
  p.store.seek(5);
  p.pass(500);
  assert.equal(p.store.cursor.seq, 5);
  p.store.play();
  assert.equal(p.store.mode, "replay");
  p.pass(480);
  assert.equal(p.store.cursor.seq, 9);
  assert.deepEqual(p.commands, []);
  p.pass(1200);
  assert.deepEqual(p.commands, [{ command: "play" }]);
  assert.equal(p.store.cursor.following, true);
});

test("a time between two events shows the earlier, and its flights at that time", () => {
  const p = new Page();
  p.happen(9, 900_000, true);
  p.store.seekTime(450_000);
  assert.deepEqual(p.store.cursor, { seq: 4, at: 450_000, following: false });
});

test("who only watches holds here alone", () => {
  const p = new Page(false);
  p.happen(5);
  p.pass(500);
  p.store.hold();
  p.store.step();
  p.happen(5);
  p.pass(500);
  assert.deepEqual(p.commands, []);
  assert.equal(p.store.mode, "held");
  assert.equal(p.store.cursor.seq, 5);
});

test("a missing event is noticed, one told twice is not added twice", () => {
  const p = new Page();
  p.happen(5);
  const tell = (...seqs: number[]) => p.store.told({ type: "events", run: 1, events: seqs.map(event), clock: clock(900_000), head: 9 });
  assert.equal(tell(4, 5, 6), true);
  assert.equal(p.store.head, 6);
  assert.equal(tell(8, 9), false);
  assert.equal(p.store.head, 6);
});

test("a page loaded anew goes on where it was, in the same run only", () => {
  for (const [run, want] of [[1, 7], [2, 20]] as const) {
    const p = new Page();
    p.store.startOver();
    p.store.resume(run, 7);
    p.store.told({ type: "keyframe", run: 1, state: start });
    p.happen(20, 2_000_000, true);
    p.pass(3000);
    assert.equal(p.store.cursor.seq, want);
  }
});

test("another run begins at its beginning, and follows", () => {
  const p = new Page();
  p.happen(9, 900_000, true);
  p.store.seek(4);
  p.store.told({ type: "room", room: { ...room, run: 2 }, clock: clock(0), head: 0, first: 1 });
  p.store.told({ type: "keyframe", run: 2, state: start });
  assert.equal(p.store.head, 0);
  assert.equal(p.store.cursor.following, true);
});

test("another room is another run, though its number is the same", () => {
  const p = new Page();
  p.happen(9, 900_000, true);
  p.store.told({ type: "room", room: { ...room, id: "r2" }, clock: clock(0), head: 0, first: 1 });
  p.store.told({ type: "keyframe", run: 1, state: start });
  p.happen(2);
  assert.equal(p.store.head, 2);
});

test("listeners are told once a frame what has changed", () => {
  const p = new Page();
  p.pass(300);
  const told: string[] = [];
  p.store.subscribe((c) => told.push(Object.entries(c).filter(([, is]) => is).map(([what]) => what).join(" ")));
  p.pass(16);
  p.store.select({ kind: "node", name: "a" });
  p.store.say("x");
  p.pass(16);
  assert.deepEqual(told, ["time state log info selection", "time info selection"]);
});

test("a step forward is shown as a way of its own time; a step back, or reduced motion, is not", () => {
  const p = new Page();
  p.happen(4, 400_000, true);
  p.pass(2000);
  p.store.seek(2);
  p.pass(400);
  p.store.step();
  assert.equal(p.store.cursor.at, 300_000);
  assert.equal(p.store.shownAt, 200_000);
  const shown: number[] = [];
  for (let i = 0; i < 20; i++) {
    p.pass(16);
    shown.push(p.store.shownAt);
  }
  assert.deepEqual(shown, [...shown].sort((a, b) => a - b));
  assert.ok(new Set(shown).size > 8, `${shown}`);
  assert.equal(p.store.shownAt, 300_000);
  assert.equal(p.store.gliding, undefined);
  p.store.stepBack();
  assert.equal(p.store.shownAt, 200_000);
  p.store.glides = () => false;
  p.store.step();
  assert.equal(p.store.shownAt, 300_000);
});

test("a stretch is shown event by event, and then the cursor stands at its end", () => {
  const p = new Page();
  p.happen(10);
  p.pass(200);
  p.store.show(beatsOf([{ seq: 2, at: 200_000 }, { seq: 5, at: 500_000 }], false));
  assert.deepEqual(p.commands.at(-1), { command: "pause" });
  p.pass(16);
  assert.equal(p.store.cursor.seq, 2);
  assert.equal(p.store.mode, "replay");
  p.pass(1250);
  assert.ok(p.store.cursor.at > 200_000 && p.store.cursor.at < 500_000, "on the way");
  p.pass(1500);
  assert.deepEqual([p.store.cursor.seq, p.store.shows], [5, false]);
  assert.equal(p.store.mode, "held");
});

test("whatever the reader does ends what is shown", () => {
  for (const act of [(s: Store) => s.hold(), (s: Store) => s.stepBack(), (s: Store) => s.seek(7), (s: Store) => s.toggle()]) {
    const p = new Page();
    p.happen(10);
    p.pass(200);
    p.store.show(beatsOf([{ seq: 2, at: 200_000 }, { seq: 5, at: 500_000 }], false));
    p.pass(500);
    act(p.store);
    const { seq } = p.store.cursor;
    p.pass(5000);
    assert.deepEqual([p.store.shows, p.store.cursor.seq], [false, seq]);
  }
});

test("what is done while time stands is followed to where the world stands again; refused, the cursor stays", async () => {
  const p = new Page();
  p.happen(3, 300_000, true);
  p.pass(600);
  const asked: Command[] = [];
  const done = (head: number) => async (c: Command) => (asked.push(c), { run: 1, head });
  p.store.ask = done(5);
  await p.store.act({ do: "cut", link: "L1" });
  assert.deepEqual(asked, [{ command: "act", action: { do: "cut", link: "L1" } }]);
  p.happen(1, 300_000, true);
  assert.equal(p.store.cursor.seq, 3, "not all of it is told yet");
  p.happen(1, 300_000, true);
  assert.deepEqual([p.store.cursor.seq, p.store.newestHeld], [5, true]);

  p.happen(2, 300_000, true);
  p.store.ask = done(7); // told before the answer came
  await p.store.act({ do: "heal", link: "L1" });
  assert.deepEqual([p.store.cursor.seq, p.store.newestHeld], [7, true]);
  p.store.ask = async () => Promise.reject(new Error("there is no link L7"));
  await assert.rejects(p.store.act({ do: "cut", link: "L7" }), /no link L7/);
  p.happen(1, 300_000, true);
  assert.equal(p.store.cursor.seq, 7);
});

test("who goes elsewhere while something is being done stays there", async () => {
  const p = new Page();
  p.happen(3, 300_000, true);
  p.pass(600);
  p.store.ask = async () => (p.store.seek(1), { run: 1, head: 5 });
  await p.store.act({ do: "cut", link: "L1" });
  p.happen(2, 300_000, true);
  assert.equal(p.store.cursor.seq, 1);
});

test("who goes back and at once on again is live, though the world has not yet said that it stands", () => {
  const p = new Page();
  p.happen(10);
  p.pass(200);
  p.store.seek(1);
  p.store.live();
  assert.deepEqual(p.commands.slice(-2), [{ command: "pause" }, { command: "play" }]);
  p.store.live();
  assert.equal(p.commands.length, 2);
});
