import assert from "node:assert/strict";
import { test } from "node:test";
import type { Spell } from "./things";
import { joined, thin } from "./thin";

interface Mark {
  readonly way: string;
  readonly x: number;
  readonly lost?: boolean;
}

function kept(...marks: readonly Mark[]): readonly number[] {
  return thin(marks, 3, (m) => m.x, (m) => m.x, (m) => m.lost === true).map((m) => m.x);
}

test("one stands for those that follow it closer than the gap, and the next stands by itself", () => {
  assert.deepEqual(kept({ way: "a", x: 0 }, { way: "a", x: 1 }, { way: "a", x: 2.9 }, { way: "a", x: 3 }, { way: "a", x: 5 }), [0, 3]);
});

test("those of another way stand beside it", () => {
  assert.deepEqual(kept({ way: "a", x: 0 }, { way: "b", x: 1 }, { way: "a", x: 2 }), [0, 1]);
});

test("what was lost is never left out", () => {
  assert.deepEqual(kept({ way: "a", x: 0 }, { way: "a", x: 1, lost: true }, { way: "a", x: 2 }), [0, 1]);
});

test("however much happened, no more is drawn than there is room for", () => {
  const crowd = Array.from({ length: 100_000 }, (_, i) => ({ way: `${i % 5}`, x: (i / 100_000) * 900 }));
  assert.ok(kept(...crowd).length <= 5 * 300, `${kept(...crowd).length}`);
});

function spell(from: number, end: number | undefined, way = "work a 0"): Spell {
  return { seq: from, way, node: "a", row: 0, kind: "work", from, end, text: "x" };
}

test("narrow spells that follow each other are one; a wide one, one apart and one that lasts are their own", () => {
  const all = joined([spell(0, 2), spell(3, 5), spell(5, 7, "work b 0"), spell(6, 20), spell(30, 31), spell(31, undefined)], 3, (at) => at);
  assert.deepEqual(all.map((s) => [s.from, s.end]), [[0, 5], [5, 7], [6, 20], [30, 31], [31, undefined]]);
});
