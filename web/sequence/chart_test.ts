import assert from "node:assert/strict";
import { test } from "node:test";
import { History } from "../model/history";
import type { Event, State } from "../model/types";
import { inOrder, ticks, axis } from "./axis";
import { Chart } from "./chart";
import { within } from "./things";

const nodes = [
  { name: "sub", column: 1, row: 0, status: "idle" as const },
  { name: "pub", column: 0, row: 0, status: "running" as const },
];
const base: State = { seq: 0, at: 0, nodes, sockets: [], links: [], messages: [] };

function chart(...told: Record<string, unknown>[]): Chart {
  const history = new History(base);
  told.forEach((t, i) => assert.ok(history.add({ seq: i + 1, at: (i + 1) * 100, say: "", ...t } as unknown as Event)));
  const c = new Chart(history);
  c.grow();
  return c;
}

const opening = [
  { kind: "opened", node: "pub", socket: "pub.out", type: "PUB" },
  { kind: "opened", node: "sub", socket: "sub.in", type: "SUB" },
  { kind: "connecting", node: "sub", socket: "sub.in", link: "L1", endpoint: "tcp://x" },
  { kind: "accepted", node: "pub", socket: "pub.out", link: "L1", peer: "sub.in" },
  { kind: "send", node: "pub", socket: "pub.out", message: 1, flow: "publish", label: "NYC", number: 1, frames: [{ size: 3 }] },
  { kind: "sent", node: "pub", socket: "pub.out", link: "L1", parcel: 1, what: "message", message: 1, t0: 600, t1: 900 },
];

test("a flight goes from the sender's node to the other end of the link, and lands", () => {
  const c = chart(...opening, { kind: "arrived", at: 1000, node: "sub", socket: "sub.in", link: "L1", parcel: 1, what: "message", message: 1, depth: 1 });
  assert.deepEqual(c.flights, [{ seq: 6, way: "pub sub publish", from: "pub", to: "sub", what: "message", message: 1, flow: "publish", t0: 600, t1: 900, end: 1000 }]);
  assert.equal(c.longestFlight, 400);
  assert.equal(c.name(1), "NYC #1");
});

test("a parcel lost on its lane ends there; a drop elsewhere is a point", () => {
  const c = chart(...opening,
    { kind: "dropped", at: 700, socket: "pub.out", link: "L1", parcel: 1, message: 1, place: "lane", reason: "cut" },
    { kind: "dropped", at: 800, socket: "pub.out", link: "L1", message: 1, place: "send", reason: "hwm" });
  assert.equal(c.flights[0]?.lost, "cut");
  assert.equal(c.flights[0]?.end, 700);
  assert.deepEqual(c.points.map((p) => [p.kind, p.node, p.reason]), [["send", "pub", undefined], ["dropped", "pub", "hwm"]]);
});

test("what an outside peer has is counted on arrival", () => {
  const c = chart(...opening, { kind: "arrived", node: "sub", socket: "sub.in", link: "L1", parcel: 1, what: "message", message: 1 });
  assert.equal(c.takenBy("sub", 6), 0);
  assert.equal(c.takenBy("sub", 7), 1);
});

test("a node is absent until it starts, and works until its timer fires", () => {
  const c = chart({ kind: "started", node: "sub" }, { kind: "timer-set", node: "sub", call: "work", until: 900 }, { kind: "timer-fired", at: 900, node: "sub", call: "work" });
  assert.deepEqual(c.spells.map((s) => [s.kind, s.node, s.from, s.end]), [["absent", "sub", 0, 100], ["work", "sub", 200, 900]]);
  assert.deepEqual([...c.lasting()], []);
});

test("threads that work at a time have a row each, and a row that is free again is taken", () => {
  const work = (thread: number) => ({ kind: "timer-set", node: "pub", call: "work", thread, until: 9000 });
  const c = chart(work(1), work(2), work(3), { kind: "timer-fired", node: "pub", call: "work", thread: 2 }, work(4), work(5));
  assert.deepEqual(c.spells.filter((s) => s.kind === "work").map((s) => s.row), [0, 1, 2, 1, 3]);
});

test("a frozen program is frozen over what it is at, on its lane", () => {
  const c = chart({ kind: "timer-set", node: "pub", call: "work", until: 900 }, { kind: "frozen", node: "pub" }, { kind: "thawed", node: "pub" });
  assert.deepEqual(c.spells.filter((s) => s.node === "pub").map((s) => [s.kind, s.row, s.from, s.end]), [["work", 0, 100, undefined], ["frozen", 0, 200, 300]]);
});

test("within finds all that may touch a stretch of time", () => {
  const list = [0, 10, 20, 30, 40].map((at) => ({ at }));
  assert.deepEqual(within(list, (t) => t.at, 20, 40, 10).map((t) => t.at), [10, 20, 30]);
});

test("lanes stand in the order of the stage, and ticks on round times", () => {
  assert.deepEqual(inOrder(nodes).map((n) => n.name), ["pub", "sub"]);
  const view = { from: 1_300_000, to: 3_800_000, shown: true, watchers: new Set<() => void>() };
  const a = axis({ width: 1000, height: 300, left: 100, right: 900, rem: 16 }, inOrder(nodes), view);
  assert.equal(a.at(a.x(2_000_000)), 2_000_000);
  assert.deepEqual(ticks(a, view, 100), { at: [1_500_000, 2_000_000, 2_500_000, 3_000_000, 3_500_000], decimals: 1 });
});
