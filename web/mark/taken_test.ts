import assert from "node:assert/strict";
import { test } from "node:test";
import { Taken } from "./taken";

test("words that would hide others move along, as far as they may, and are taken then", () => {
  const taken = new Taken([{ x: 0, y: 0, w: 50, h: 10 }]);
  const box = { x: 40, y: 5, w: 20, h: 10 };
  assert.equal(taken.place(box, 35, 45), undefined);
  assert.equal(taken.place(box, 40, 60)?.x, 51);
  assert.equal(taken.place({ ...box, x: 51 }), undefined);
  assert.equal(taken.place({ ...box, y: 20 })?.x, 40);
});
