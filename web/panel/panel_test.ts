import assert from "node:assert/strict";
import { test } from "node:test";
import type { Event, Kind, State } from "../model/types";
import { header, hex } from "./bytes";
import { fate } from "./fate";
import { highlight } from "../code/highlight";
import { Telling } from "./telling";

const nothing: State = { seq: 0, at: 0, nodes: [], sockets: [], links: [], messages: [] };

function event(kind: Kind, more: Record<string, unknown> = {}): Event {
  return { seq: 1, at: 0, kind, say: kind, ...more } as unknown as Event;
}

test("a frame's header is that of ZMTP 3", () => {
  assert.equal(header({ size: 5 }, false), "00 05");
  assert.equal(header({ size: 0 }, true), "01 00");
  assert.equal(header({ size: 255 }, false), "00 ff");
  assert.equal(header({ size: 300 }, true), "03 00 00 00 00 00 00 01 2c");
});

test("the bytes of a preview, and how many it leaves out", () => {
  assert.deepEqual(hex({ size: 4, preview: "9 ℃" }), { bytes: "39 20 e2 84 83", rest: -1 }); // what is known wins over what was said
  assert.deepEqual(hex({ size: 100, preview: "00ff", hex: true }), { bytes: "00 ff", rest: 98 });
  assert.deepEqual(hex({ size: 0 }), { bytes: "", rest: 0 });
});

test("the fate of a message in one sentence", () => {
  const cases: readonly (readonly [readonly Event[], string])[] = [
    [[], "It has not been sent yet."],
    [[event("send")], "It has just been sent; nothing has become of it yet."],
    [[event("send"), event("received", { socket: "a.in" }), event("received", { socket: "b.in" })], "Received by a and b."],
    [[event("filtered"), event("dropped", { reason: "hwm" })], "1 copy filtered: not asked for, not lost; one copy dropped (HWM)."],
  ];
  for (const [past, want] of cases) assert.equal(fate(past, nothing, 1), want);
});

test("a line of Go falls into words, and none is lost", () => {
  const line = '\tif err := req.Send("a // b"); err != nil { // never waits';
  const words = highlight(line);
  assert.equal(words.map((w) => w.text).join(""), line);
  assert.deepEqual(words.filter((w) => w.kind).map((w) => [w.kind, w.text]), [["w", "if"], ["s", '"a // b"'], ["w", "nil"], ["c", "// never waits"]]);
});

test("while time runs a sentence stays, unless something weightier happens", () => {
  const telling = new Telling();
  const [send, received, lost] = [event("send"), event("received"), event("dropped")];
  assert.equal(telling.next([send], 1000), send);
  assert.equal(telling.next([received], 1300), send);
  assert.equal(telling.next([received, lost], 1300), send);
  assert.equal(telling.next([lost], 1600), lost);
  assert.equal(telling.next([received], 2000), lost);
  assert.equal(telling.next([received], 2800), received);
});
