import assert from "node:assert/strict";
import { test } from "node:test";
import type { Link, Way } from "../model/types";
import { alteredWords } from "./altered";

const link = (ways: readonly Way[], lose = 0): Link => ({
  id: "L1", transport: "tcp", endpoint: "tcp://a", status: "connected", from: "a.req", to: "b.rep", latency: 400_000, capacity: 0, ways, lose,
  ends: [{ send: [], receive: [], topics: [] }, { send: [], receive: [], topics: [] }], lanes: [[], []],
});

test("a link says what is no longer as it began", () => {
  const way = { latency: 400_000 };
  const cases: readonly (readonly [readonly Way[], number, 0 | 1 | undefined, string])[] = [
    [[], 0, undefined, ""],
    [[way, way], 0, undefined, ""],
    [[{ ...way, cut: true }, way], 0, 0, "cut"],
    [[{ ...way, cut: true }, way], 0, 1, ""],
    [[{ ...way, cut: true }, { ...way, cut: true }], 0, undefined, "cut"],
    [[{ latency: 900_000, jitter: 100_000 }, way], 0, 0, "900 ms + up to 100 ms"],
    [[{ latency: 900_000, bandwidth: 2000 }, way], 0, 0, "900 ms, 2000 B/s"],
    [[{ ...way, capacity: 3 }, way], 0, 0, "3 in flight at most"],
    [[{ ...way, bandwidth: 30, capacity: 2 }, way], 0, 0, "30 B/s"],
    [[way, way], 3, undefined, "1 of 3 tries to connect is lost"],
  ];
  for (const [ways, lose, one, want] of cases) assert.equal(alteredWords(link(ways, lose), one, { latency: 400_000, capacity: 2 }), want);
});
