import assert from "node:assert/strict";
import { test } from "node:test";
import type { Event } from "../model/types";
import { endOf, lifeOf, type Copy, type Life } from "./copies";
import { fateOf, wayOf } from "./words";

const here = { socket: "feed.pub", node: "feed", message: 7, say: "" } as const;
const there = (node: string, link: string) => ({ socket: `${node}.sub`, node, peer: "feed.pub", link, message: 7, say: "" }) as const;

function life(events: readonly Event[], others: readonly Event[] = []): Life {
  return lifeOf(events, (seq) => [...events, ...others].find((e) => e.seq === seq));
}

function told(c: Copy): string {
  return `${c.to}: ${wayOf(c, 9_000_000)}, ${fateOf(c)}`;
}

const copied: readonly Event[] = [
  { ...here, seq: 1, at: 1_000_000, kind: "send", copies: 3 },
  { ...here, seq: 2, at: 1_000_000, kind: "filtered", link: "L1", peer: "board.sub", place: "send" },
  { ...here, seq: 3, at: 1_000_000, kind: "queued", link: "L2", peer: "archive.sub", depth: 1 },
  { ...here, seq: 4, at: 1_000_000, kind: "dropped", link: "L3", peer: "late.sub", place: "send", reason: "hwm" },
  { ...here, seq: 5, at: 1_500_000, kind: "sent", link: "L2", peer: "archive.sub", parcel: 9, what: "message", t0: 1_500_000, t1: 1_900_000 },
  { ...there("archive", "L2"), seq: 6, at: 1_900_000, kind: "arrived", parcel: 9, what: "message", depth: 2 },
  { ...there("archive", "L2"), seq: 7, at: 3_900_000, kind: "received" },
];

test("each copy has its own way and its own end", () => {
  const l = life(copied);
  assert.deepEqual(l.copies.map(told), [
    "board: 0 ms, filtered",
    "archive: queued at feed 500 ms, in flight 400 ms, queued at archive 2 s, received",
    "late: 0 ms, dropped (HWM)",
  ]);
  assert.deepEqual([l.begins, endOf(l, 9_000_000), l.whole], [1_000_000, 3_900_000, true]);
});

test("what has not ended has come as far as now", () => {
  const l = lifeOf(copied.slice(0, 5), () => undefined, 9_000_000);
  assert.deepEqual(l.copies.map(told)[1], "archive: queued at feed 500 ms, in flight 400 ms, waiting in the lane 7.1 s, in flight");
  assert.equal(endOf(l, 9_000_000), 9_000_000);
});

test("what is due and not taken waits in the lane", () => {
  const late = copied.map((e): Event => (e.kind === "arrived" ? { ...e, at: 2_900_000 } : e));
  assert.deepEqual(life(late).copies.map(told)[1], "archive: queued at feed 500 ms, in flight 400 ms, waiting in the lane 1 s, queued at archive 1 s, received");
});

test("a sender that had to wait for room is part of the life", () => {
  const before: Event[] = [
    { seq: 10, at: 2_000_000, kind: "blocked", node: "vent", call: "send", socket: "vent.push", say: "" },
    { seq: 20, at: 5_000_000, kind: "resumed", node: "vent", call: "send", socket: "vent.push", waited: 3_000_000, cause: 10, say: "" },
  ];
  const own = { socket: "vent.push", node: "vent", message: 3, say: "" } as const;
  const l = life([{ ...own, seq: 21, at: 5_000_000, kind: "send", cause: 20 }, { ...own, seq: 22, at: 5_000_000, kind: "queued", link: "L1", peer: "w.pull", depth: 4 }], before);
  assert.deepEqual(l.copies.map((c) => wayOf(c, 6_000_000)), ["vent blocked 3 s, queued at vent 1 s"]);
  assert.deepEqual(l.events.map((e) => e.seq), [10, 21, 22]);
});

test("what nobody was there for has no receiver", () => {
  const l = life([copied[0]!, { ...here, seq: 2, at: 1_000_000, kind: "dropped", place: "send", reason: "no-peer" }]);
  assert.deepEqual(l.copies.map(told), [": 0 ms, dropped (no peer)"]);
});

test("of an outside process one sees the flight, and of one that takes it the arrival", () => {
  const from: Event[] = [
    { seq: 1, at: 0, kind: "sent", socket: "peer 1.push", link: "L1", peer: "w.pull", message: 5, parcel: 1, what: "message", t0: 0, t1: 400_000, frames: [{ size: 1 }], say: "" },
    { seq: 2, at: 400_000, kind: "arrived", socket: "w.pull", node: "w", link: "L1", peer: "peer 1.push", message: 5, parcel: 1, what: "message", say: "" },
  ];
  const l = life(from);
  assert.deepEqual(l.copies.map(told), ["w: in flight 400 ms, taken outside"]);
  assert.equal(l.whole, true);
});

test("a life whose beginning is not kept says so", () => {
  assert.equal(life(copied.slice(4)).whole, false);
});
