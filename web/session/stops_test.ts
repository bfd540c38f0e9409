import assert from "node:assert/strict";
import { test } from "node:test";
import type { Standing } from "../model/breakpoint";
import type { Event, State } from "../model/types";
import type { Command } from "./protocol";
import { Store } from "./store";
import { stopsOf, type Stops } from "./stops";

const start: State = { seq: 0, at: 0, nodes: [{ name: "a", column: 0, row: 0, status: "running" }], sockets: [], links: [], messages: [] };

// A page whose time stands until it is moved, with what it has asked the server for.
class Page {
  now = 0;
  private frames: ((now: number) => void)[] = [];
  readonly asked: Command[] = [];
  readonly store: Store;
  readonly stops: Stops;

  constructor(steering = true) {
    Object.assign(globalThis, {
      requestAnimationFrame: (f: (now: number) => void) => this.frames.push(f),
      performance: { now: () => this.now },
    });
    this.store = new Store();
    this.stops = stopsOf(this.store);
    this.store.ask = async (c) => ({ run: 1, head: this.asked.push(c) });
    this.store.told({ type: "room", room: { id: "r", pattern: "p", params: {}, seed: 1, run: 1, steering }, clock: this.clock(0, false), head: 0, first: 1 });
    this.store.setConnection("open");
    this.store.told({ type: "keyframe", run: 1, state: start });
  }

  clock(now: number, paused: boolean): { now: number; rate: number; paused: boolean; idle: boolean } {
    return { now, rate: 1, paused, idle: false };
  }

  // happen tells n events, one each 100 ms of world time, each third a loss; and then the clock stands.
  happen(n: number): void {
    const from = this.store.head + 1;
    const events = Array.from({ length: n }, (_, i) => this.event(from + i));
    this.store.told({ type: "events", run: 1, events, clock: this.clock((from + n - 1) * 100_000, true), head: from + n - 1 });
    this.pass(200);
  }

  private event(seq: number): Event {
    const at = seq * 100_000;
    return seq % 3 === 0
      ? { seq, at, kind: "dropped", socket: "a.pub", place: "send", reason: "hwm", say: "It is lost." }
      : { seq, at, kind: "note", node: "a", text: "x", say: "a says: x." };
  }

  stand(standing: Standing): void {
    this.store.told({ type: "breakpoints", run: 1, ...standing });
    this.pass(50);
  }

  pass(ms: number): void {
    for (const end = this.now + ms; this.now < end; ) {
      this.now = Math.min(end, this.now + 16);
      for (const f of this.frames.splice(0)) f(this.now);
    }
  }
}

const losses = { kinds: ["dropped"] } as const;

test("when the world has stopped, the page stands on the event that stopped it", () => {
  const p = new Page();
  p.happen(5);
  p.stand({ breakpoints: [losses], stopped: { breakpoint: 1, seq: 3, at: 300_000, why: "Stopped." } });
  assert.equal(p.store.cursor.seq, 3);
  assert.equal(p.stops.hit?.why, "Stopped.");
  p.store.stepBack();
  assert.equal(p.stops.hit, undefined);
});

test("who stands in the past, or only watches, is left there", () => {
  const stopped = { breakpoints: [losses], stopped: { breakpoint: 1, seq: 3, at: 300_000, why: "Stopped." } };
  const past = new Page();
  past.happen(5);
  past.store.seek(1);
  past.stand(stopped);
  assert.equal(past.store.cursor.seq, 1);
  const watching = new Page(false);
  watching.happen(5);
  watching.stand(stopped);
  assert.ok(watching.store.cursor.following);
});

test("a recording that is played stops at a breakpoint, and goes on from it", () => {
  const p = new Page();
  p.happen(8);
  p.stand({ breakpoints: [losses] });
  p.store.seek(1);
  p.store.play();
  p.pass(5000);
  assert.deepEqual([p.store.mode, p.store.cursor.seq], ["held", 3]);
  assert.equal(p.stops.hit?.why, "Stopped at event 3, as breakpoint 1 asks (kind=dropped): It is lost.");
  p.store.play();
  p.pass(5000);
  assert.deepEqual([p.store.mode, p.store.cursor.seq], ["held", 6]);
});

test("the next of its kind is looked for in the recording first, and then the world runs on to it", async () => {
  const p = new Page();
  p.happen(8);
  p.store.seek(1);
  await p.stops.next(losses);
  assert.equal(p.store.cursor.seq, 3);
  await p.stops.next(losses);
  assert.equal(p.store.cursor.seq, 6);
  assert.deepEqual(p.asked, []);
  await p.stops.next(losses);
  assert.deepEqual(p.asked, [{ command: "until", breakpoint: losses }]);
  p.happen(3);
  p.stand({ breakpoints: [], stopped: { seq: 9, at: 900_000, why: "Stopped." } });
  assert.equal(p.store.cursor.seq, 9);
});

test("what is refused is said, until time goes on", async () => {
  const p = new Page();
  p.happen(2);
  p.store.ask = () => Promise.reject(new Error("Nothing is due any more."));
  await p.stops.next(losses);
  assert.equal(p.stops.problem, "Nothing is due any more.");
  assert.equal(p.store.cursor.seq, 2);
  p.store.told({ type: "clock", clock: p.clock(200_000, false), head: 2 });
  p.store.live();
  p.pass(100);
  assert.equal(p.stops.problem, "");
});

test("who only watches can search, and cannot run the world on", async () => {
  const p = new Page(false);
  p.happen(4);
  p.store.seek(1);
  await p.stops.next(losses);
  assert.equal(p.store.cursor.seq, 3);
  await p.stops.next(losses);
  assert.equal(p.stops.problem, "Nothing of that kind was recorded from here on.");
  assert.deepEqual(p.asked, []);
});
