import assert from "node:assert/strict";
import { test } from "node:test";
import type { Due } from "../model/act";
import { groups, when } from "./entries";

const flight = (due: number | undefined, at: number, why?: string): Due => ({ due, at, kind: "flight", say: `task #${at} lands`, ...(why ? { why } : {}) });

test("what can be chosen comes first, each with a key, the rest by its reason", () => {
  const behind = "behind task #1 on the same connection: tcp keeps the order";
  const due = [flight(7, 1), flight(undefined, 2, behind), flight(9, 3), flight(undefined, 4, behind), flight(undefined, 5, "it is held")];
  const [can, ...cannot] = groups(due, 0);
  assert.deepEqual(can!.entries.map((e) => [e.key, e.number]), [["due 7", 1], ["due 9", 2]]);
  assert.deepEqual(cannot.map((g) => [g.why, g.entries.length]), [[behind, 2], ["it is held", 1]]);
});

test("there are nine keys", () => {
  const [can] = groups(Array.from({ length: 12 }, (_, i) => flight(i + 1, i)), 0);
  assert.deepEqual(can!.entries.slice(7).map((e) => e.number), [8, 9, undefined, undefined, undefined]);
});

test("when it is due is told from now", () => {
  assert.equal(when(5_120_000, 5_000_000), "in 120 ms");
  assert.equal(when(5_000_000, 5_000_000), "now");
  assert.equal(when(6_500_000, 5_000_000), "in 1.5 s");
});
