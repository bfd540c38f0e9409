import assert from "node:assert/strict";
import { test } from "node:test";
import { History } from "../model/history";
import type { Event, Kind, State } from "../model/types";
import type { Field } from "../session/parcel";
import type { Selection } from "../session/store";
import { Choice } from "./wire_choice";
import { pieces } from "./wire_hex";
import { extent, foldedAtFirst, leafAt, leafBeside, tree, visible } from "./wire_tree";

const nothing: State = { seq: 0, at: 0, nodes: [], sockets: [], links: [], messages: [] };

// A message of two frames, the first of them empty, and a property within the second.
const fields: readonly Field[] = [
  { name: "frame 1", from: 0, to: 2, fields: [{ name: "flags", from: 0, to: 1 }, { name: "size", from: 1, to: 2 }, { name: "body", from: 2, to: 2 }] },
  { name: "frame 2", from: 2, to: 22, fields: [
    { name: "flags", from: 2, to: 3 }, { name: "size", from: 3, to: 4 },
    { name: "property", from: 4, to: 22, fields: [{ name: "name", from: 4, to: 10 }, { name: "value", from: 10, to: 22, payload: true }] },
  ] },
];

test("a tree's rows and leaves", () => {
  const t = tree(fields);
  assert.deepEqual(t.rows.map((r) => `${r.level} ${r.field.name} ${r.first}-${r.last}`), [
    "1 frame 1 0-3", "2 flags 0-1", "2 size 1-2", "2 body 2-3", "1 frame 2 3-7", "2 flags 3-4", "2 size 4-5", "2 property 5-7", "3 name 5-6", "3 value 6-7",
  ]);
  assert.deepEqual([...foldedAtFirst(t)], [7]);
  assert.deepEqual([visible(t, new Set([7]), 9), visible(t, new Set(), 9), visible(t, new Set([4, 7]), 9)], [7, 9, 4]);
  assert.deepEqual([leafAt(t, 0), leafAt(t, 2), leafAt(t, 21), leafAt(t, 22), leafAt(t, -1)], [0, 3, 6, -1, -1]);
  assert.deepEqual([leafBeside(t, 1, 1), leafBeside(t, 3, -1), leafBeside(t, 6, 1), leafBeside(t, -1, 1)], [3, 1, 6, 0]);
  assert.deepEqual(t.rows.slice(2, 5).map((r) => extent(r.field)), ["byte 1", "no byte", "bytes 2 to 21"]);
});

test("every byte is in one piece, in order, and no piece crosses a row", () => {
  for (const columns of [8, 16]) {
    const rows = pieces(tree(fields), 22, columns);
    assert.equal(rows.length, Math.ceil(22 / columns));
    let at = 0;
    rows.forEach((row, i) => row.forEach((p) => {
      assert.equal(p.from, at);
      assert.ok(p.to > p.from && p.from >= i * columns && p.to <= (i + 1) * columns);
      at = p.to;
    }));
    assert.equal(at, 22);
  }
});

const history = new History(nothing);
const told: readonly (readonly [Kind, Record<string, unknown>])[] = [
  ["sent", { parcel: 1, what: "greeting", socket: "a.in", link: "L1" }],
  ["note", { node: "a" }],
  ["send", { message: 7, socket: "a.in" }],
  ["sent", { parcel: 2, message: 7, what: "message", socket: "a.in", link: "L1" }],
  ["sent", { parcel: 3, message: 7, what: "message", socket: "a.in", link: "L2" }],
  ["arrived", { parcel: 2, message: 7, what: "message", socket: "b.in", link: "L1" }],
  ["send", { message: 8, socket: "a.in" }],
];
told.forEach(([kind, more], i) => history.add({ seq: i + 1, at: i, kind, say: "", ...more } as unknown as Event));

function at(seq: number, selection?: Selection, playing = false): Parameters<Choice["next"]>[0] {
  return { history, selection, event: history.event(seq), cursor: { seq, at: 0, following: false }, playing };
}

test("the parcel of the event at the cursor, of its message, or the last one sent", () => {
  const choice = new Choice();
  const parcel = (seq: number, selection?: Selection): number | undefined => choice.next(at(seq, selection))?.sent?.parcel;
  assert.deepEqual([1, 2, 3, 4, 5, 6].map((seq) => parcel(seq)), [1, 1, 2, 2, 3, 2]);
  assert.equal(choice.next(at(0)), undefined);
  const queued = choice.next(at(7));
  assert.deepEqual([queued?.message, queued?.sent, queued?.others], [8, undefined, []]);
});

test("what was pointed at last is shown, and a copy that was picked stays", () => {
  const choice = new Choice();
  const message: Selection = { kind: "message", id: 7 };
  assert.equal(choice.next(at(2, message))?.sent?.parcel, 2);
  assert.equal(choice.next(at(1, message))?.sent?.parcel, 1, "the cursor went to a parcel after that");
  assert.equal(choice.next(at(1, { ...message }))?.sent?.parcel, 2, "the message was selected again");
  choice.pick(7, 3);
  assert.equal(choice.next(at(1, message))?.sent?.parcel, 2, "a new selection forgets the pick");
  choice.pick(7, 3);
  assert.equal(choice.next(at(1, message))?.sent?.parcel, 3);
  assert.equal(choice.next(at(4, message))?.sent?.parcel, 2, "so does going on");
});
