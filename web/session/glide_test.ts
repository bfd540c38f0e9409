import assert from "node:assert/strict";
import { test } from "node:test";
import { ease, Glide } from "./glide";

test("ease is the style sheet's curve: quick at first, then calm", () => {
  assert.equal(ease(0), 0);
  assert.equal(ease(1), 1);
  const parts = Array.from({ length: 21 }, (_, i) => ease(i / 20));
  assert.deepEqual(parts, [...parts].sort((a, b) => a - b));
  assert.ok(Math.abs(ease(0.2) - 0.5) < 1e-4, `${ease(0.2)}`);
});

test("a glide ends where it was to go", () => {
  const g = new Glide();
  assert.equal(g.at(70), 70);
  g.begin(20);
  assert.equal(g.at(70), 20);
  g.advance(110);
  assert.ok(g.at(70) > 45 && g.at(70) < 70);
  g.advance(500);
  assert.equal(g.at(70), 70);
  assert.ok(!g.runs());
});
