import assert from "node:assert/strict";
import { test } from "node:test";
import { nextSpot, spotAt, turned } from "./place";

const nodes = [
  { column: 0, row: 0, x: 100, y: 100 },
  { column: 0, row: 1, x: 100, y: 200 },
  { column: 1, row: 0, x: 500, y: 150 },
];

test("what is dropped stands in the column it is over, below what is above it", () => {
  assert.deepEqual(spotAt(120, 260, nodes, 800), { column: 0, row: 2 });
  assert.deepEqual(spotAt(480, 30, nodes, 800), { column: 1, row: 1 });
});

test("beyond the last column there is a new one, and on an empty stage the first", () => {
  assert.deepEqual(spotAt(760, 100, nodes, 800), { column: 2, row: 0 });
  assert.deepEqual(spotAt(760, 100, [], 800), { column: 0, row: 0 });
});

test("on a stage that is turned a place below is another column", () => {
  const upright = [{ column: 0, row: 0, x: 200, y: 60 }, { column: 1, row: 0, x: 200, y: 400 }].map(turned);
  assert.deepEqual(spotAt(390, 300, upright, 500), { column: 1, row: 1 });
  assert.deepEqual(spotAt(480, 300, upright, 500), { column: 2, row: 0 });
});

test("the keyboard places in the first free row", () => {
  assert.deepEqual(nextSpot(nodes, 0), { column: 0, row: 2 });
  assert.deepEqual(nextSpot(nodes, 3), { column: 3, row: 0 });
});
