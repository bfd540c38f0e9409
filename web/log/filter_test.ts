import assert from "node:assert/strict";
import { test } from "node:test";
import { History } from "../model/history";
import type { Event } from "../model/types";
import { Shown } from "./filter";

function history(): History {
  const h = new History({ seq: 0, at: 0, nodes: [], sockets: [], links: [], messages: [] });
  const told = [["started", "a"], ["send", "a"], ["dropped", "b"], ["note", "a"], ["dropped", "a"]] as const;
  told.forEach(([kind, node], i) => h.add({ seq: i + 1, at: i, kind, node, socket: `${node}.s`, say: "" } as unknown as Event));
  return h;
}

function seqs(choice: string): number[] {
  const shown = new Shown(history(), choice);
  shown.grow();
  return Array.from({ length: shown.length }, (_, i) => shown.seq(i));
}

test("a filter admits a sort of events or a node", () => {
  assert.deepEqual(seqs(""), [1, 2, 3, 4, 5]);
  assert.deepEqual(seqs("sort:losses"), [3, 5]);
  assert.deepEqual(seqs("sort:messages"), [2, 3, 5]);
  assert.deepEqual(seqs("node:b"), [3]);
});

test("the lit row is the newest shown one at or before the cursor", () => {
  for (const choice of ["", "sort:losses"]) {
    const shown = new Shown(history(), choice);
    shown.grow();
    for (let seq = 0; seq <= 5; seq++) {
      const row = shown.row(seq);
      if (row >= 0) assert.ok(shown.seq(row) <= seq);
      if (row + 1 < shown.length) assert.ok(shown.seq(row + 1) > seq);
    }
  }
});
