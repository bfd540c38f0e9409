import assert from "node:assert/strict";
import { test } from "node:test";
import { place, spanOf, timeAt } from "./span";

test("the span grows in calm steps and always has room for the newest event", () => {
  const cases: readonly (readonly [number, number])[] = [[0, 5], [4, 5], [4.9, 7.5], [9.9, 15], [59, 90], [70, 90], [4000, 5400]];
  for (const [newest, seconds] of cases) assert.equal(spanOf(0, newest * 1e6).to, seconds * 1e6, `${newest} s`);
  for (let s = 0; s < 20_000; s += 7) {
    const span = spanOf(3e6, 3e6 + s * 1e6);
    assert.ok(place(span, 3e6 + s * 1e6) < 0.96, `${s} s`);
  }
});

test("a time goes to its place and back", () => {
  const span = spanOf(2e6, 6e6);
  for (const part of [0, 0.25, 1]) assert.equal(place(span, timeAt(span, part)), part);
  assert.equal(place(span, 0), 0);
  assert.equal(timeAt(span, 2), span.to);
});
