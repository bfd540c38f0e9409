import assert from "node:assert/strict";
import { test } from "node:test";
import type { Branch } from "../session/api";
import { rows } from "./tree";

const branch = (run: number, parent?: number): Branch => ({ run, ...(parent ? { parent } : {}), say: "", first: 1, head: 10, end: run * 100, acts: 0, at: run });

test("a child stands below the run it went on from, and its brothers below it", () => {
  const all = rows([branch(1), branch(2, 1), branch(3, 1), branch(4, 2), branch(5)]);
  assert.deepEqual(all.map((r) => [r.branch.run, r.depth, r.stem]), [[1, 0, undefined], [2, 1, 0], [4, 2, 1], [3, 1, 0], [5, 0, undefined]]);
});

test("a branch whose parent is no longer kept begins from nothing", () => {
  assert.deepEqual(rows([branch(3, 1)]).map((r) => [r.depth, r.stem, r.from]), [[0, undefined, 3]]);
});
