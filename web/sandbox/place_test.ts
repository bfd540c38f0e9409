import assert from "node:assert/strict";
import { test } from "node:test";
import { landing, nextSpot, spotAt, turned } from "./place";

const nodes = [
  { name: "a", column: 0, row: 0, x: 100, y: 100 },
  { name: "b", column: 0, row: 1, x: 100, y: 200 },
  { name: "c", column: 1, row: 0, x: 500, y: 150 },
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
  const upright = [{ name: "a", column: 0, row: 0, x: 200, y: 60 }, { name: "b", column: 1, row: 0, x: 200, y: 400 }].map(turned);
  assert.deepEqual(spotAt(390, 300, upright, 500), { column: 1, row: 1 });
  assert.deepEqual(spotAt(480, 300, upright, 500), { column: 2, row: 0 });
});

test("the keyboard places in the first free row", () => {
  assert.deepEqual(nextSpot(nodes, 0), { column: 0, row: 2 });
  assert.deepEqual(nextSpot(nodes, 3), { column: 3, row: 0 });
});

// arranged is who stands where once the moves are done: whom one meets changes places with it.
function arranged(name: string, x: number, y: number, all = nodes): string[] {
  const at = new Map(all.map((n) => [n.name, `${n.column} ${n.row}`]));
  for (const { column, row } of landing(x, y, all, 800, all.find((n) => n.name === name)!, 31).way) {
    const to = `${column} ${row}`;
    for (const [other, place] of at) if (place === to) at.set(other, at.get(name)!);
    at.set(name, to);
  }
  return [...at].map(([n, place]) => `${place} ${n}`).sort();
}

test("a node that is dropped stands between those it was dropped between, and the others keep their order", () => {
  assert.deepEqual(arranged("c", 100, 150), ["0 0 a", "0 1 c", "0 2 b"]);
  assert.deepEqual(arranged("c", 100, 20), ["0 0 c", "0 1 a", "0 2 b"]);
  assert.deepEqual(arranged("b", 100, 20), ["0 0 b", "0 1 a", "1 0 c"]);
  assert.deepEqual(arranged("a", 100, 300), ["0 0 b", "0 1 a", "1 0 c"]);
  assert.deepEqual(arranged("a", 480, 300), ["0 1 b", "1 0 c", "1 1 a"]);
});

test("one that is dropped where it stands stays, and beyond all others it has a column of its own", () => {
  assert.deepEqual(landing(110, 90, nodes, 800, nodes[0]!, 31).way, []);
  assert.deepEqual(landing(700, 90, nodes, 800, nodes[2]!, 31).way, []);
  assert.deepEqual(landing(700, 90, nodes, 800, nodes[0]!, 31).way, [{ column: 2, row: 0 }]);
});

test("its neighbours are told", () => {
  const { above, below } = landing(100, 150, nodes, 800, nodes[2]!, 31);
  assert.deepEqual([above?.name, below?.name], ["a", "b"]);
});

test("in a column that is full to its last row it takes a row that is free", () => {
  const full = [{ name: "a", column: 0, row: 0, x: 100, y: 100 }, { name: "z", column: 1, row: 31, x: 500, y: 100 }];
  assert.deepEqual(arranged("a", 500, 300, full), ["1 0 z", "1 31 a"]);
});
