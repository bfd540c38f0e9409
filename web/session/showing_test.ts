import assert from "node:assert/strict";
import { test } from "node:test";
import { beatsOf, Showing } from "./showing";

const life = [{ seq: 4, at: 0 }, { seq: 5, at: 0 }, { seq: 22, at: 2_000_000 }, { seq: 23, at: 2_000_000 + 30_000_000 }];

function spots(showing: Showing, every: number): (number | undefined)[] {
  const seen: (number | undefined)[] = [];
  while (!showing.over) {
    if (seen.at(-1) !== showing.spot.seq || seen.length === 0) seen.push(showing.spot.seq);
    showing.advance(every);
  }
  return [...seen, showing.spot.seq];
}

test("it stands on every event of the stretch, in order, and goes the way between them", () => {
  assert.deepEqual(spots(new Showing(beatsOf(life, false)), 10), [4, 5, undefined, 22, undefined, 23, 23]);
});

test("calm, it goes from event to event", () => {
  assert.deepEqual(spots(new Showing(beatsOf(life, true)), 10), [4, 5, 22, 23, 23]);
});

test("world time never runs back", () => {
  const showing = new Showing(beatsOf(life, false));
  let last = -1;
  while (!showing.over) {
    assert.ok(showing.spot.at >= last);
    last = showing.spot.at;
    showing.advance(7);
  }
  assert.equal(last, 32_000_000);
});

test("a long life is shown within a quarter of a minute", () => {
  const long = Array.from({ length: 300 }, (_, i) => ({ seq: i + 1, at: i * 10_000_000 }));
  const showing = new Showing(beatsOf(long.slice(0, 40), false));
  showing.advance(14_000);
  assert.ok(showing.over);
});
