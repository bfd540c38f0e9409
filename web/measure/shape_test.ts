import assert from "node:assert/strict";
import { test } from "node:test";

import { at, outline, spanOf, steps, ticks } from "./shape";

const buckets = [{ from: 1, to: 2, count: 1 }, { from: 2, to: 4, count: 2 }, { from: 8, to: 16, count: 1 }];
const half = { how: "", arrivals: 4, perSecond: 1, latency: { p50: 3, p90: 9, p99: 9, p999: 9, max: 9 }, cpu: 1, bytes: 1, buckets };

test("the gap between two buckets is a step of nothing", () => {
  assert.deepEqual(steps(buckets).map((s) => [s.from, s.to, s.share]), [[1, 2, 0.25], [2, 4, 0.5], [4, 8, 0], [8, 16, 0.25]]);
  assert.deepEqual(steps([]), []);
});

test("the axis is logarithmic: ten times as much is as far everywhere", () => {
  const span = { from: 1, to: 1000 };
  for (const us of [1, 10, 100]) assert.ok(Math.abs(at(span, us * 10) - at(span, us) - 1 / 3) < 1e-9);
  assert.equal(at(span, 0), 0);
  assert.deepEqual(ticks({ from: 0.7, to: 2000 }, 320), [1, 10, 100, 1000]);
  assert.deepEqual(ticks({ from: 0.7, to: 30 }, 320), [1, 2, 5, 10, 20]);
});

test("the span holds every bucket of both", () => {
  const span = spanOf([half, { ...half, buckets: [{ from: 0, to: 0.5, count: 1 }, { from: 100, to: 200, count: 1 }] }]);
  assert.ok(span.from < 1 && span.from > 0 && span.to > 200);
});

test("the outline begins and ends on the ground, and reaches the top where the share is largest", () => {
  assert.equal(outline(steps(buckets), { from: 1, to: 16 }, 0.5, 400, 100), "M0.0 100V50.0H100.0V0.0H200.0V100.0H300.0V50.0H400.0V100");
  assert.equal(outline([], { from: 1, to: 2 }, 1, 1, 1), "");
});
