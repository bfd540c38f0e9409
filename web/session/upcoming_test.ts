import assert from "node:assert/strict";
import { test } from "node:test";
import type { State } from "../model/types";
import { Store } from "./store";
import { upcomingOf } from "./upcoming";

const start: State = { seq: 0, at: 0, nodes: [{ name: "a", column: 0, row: 0, status: "running" }], sockets: [], links: [], messages: [] };
const clock = { now: 200_000, rate: 1, paused: true, idle: false };

test("who chooses behind the newest event reads why not, also while the list is on its way", async () => {
  let answer: ((_: Response) => void) | undefined;
  const frames: ((now: number) => void)[] = [];
  Object.assign(globalThis, {
    requestAnimationFrame: (f: (now: number) => void) => frames.push(f),
    performance: { now: () => 0 },
    fetch: () => new Promise<Response>((done) => (answer = done)),
  });
  const frame = () => frames.splice(0).forEach((f) => f(0));
  const store = new Store();
  const upcoming = upcomingOf(store);
  store.told({ type: "room", room: { id: "r", pattern: "p", params: {}, seed: 1, run: 1, steering: true }, clock, head: 0, first: 1 });
  store.setConnection("open");
  store.told({ type: "keyframe", run: 1, state: start });
  const events = [1, 2].map((seq) => ({ seq, at: seq * 100_000, kind: "state" as const, node: "a", text: String(seq), say: "" }));
  store.told({ type: "events", run: 1, events, clock, head: 2 });
  store.seek(2);
  frame();
  assert.ok(answer, "the list is asked for");

  store.seek(1);
  await upcoming.choose(undefined);
  const refused = upcoming.problem;
  assert.ok(refused.includes("0 goes there"));
  answer(Response.json({ run: 1, head: 2, now: clock.now, due: [] }));
  await new Promise<void>((told) => upcoming.watchers.add(told));
  assert.equal(upcoming.next.head, 2, "the list is told");
  assert.equal(upcoming.problem, refused);
  store.seek(2);
  frame();
  assert.equal(upcoming.problem, "");
});
