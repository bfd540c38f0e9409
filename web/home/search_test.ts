import assert from "node:assert/strict";
import { test } from "node:test";
import { nearest, search, type Pattern } from "./search";

const weather: Pattern = {
  title: "Weather updates", summary: "A copy for each subscriber", sockets: ["PUB", "SUB"],
  mistakes: ["Connected is not yet subscribed."], words: "Topics are prefixes. every 250 ms",
};
const pipeline: Pattern = {
  title: "Parallel pipeline", summary: "Ventilator, workers, sink", sockets: ["PUSH", "PULL"],
  mistakes: ["Round-robin is by turn, not by load."], words: "share the work",
};
const all = [weather, pipeline];

test("a search looks at titles, sockets, mistakes and the rest, and says why it found", () => {
  const cases: readonly (readonly [string, Pattern, string | undefined])[] = [
    ["", weather, ""],
    ["weather", weather, ""],
    ["WEATHER copy", weather, ""],
    ["pub", weather, "Sockets: PUB, SUB"],
    ["pub/sub", weather, "Sockets: PUB, SUB"],
    ["push pub", weather, undefined],
    ["not yet subscribed", weather, "Often got wrong: Connected is not yet subscribed."],
    ["prefixes", weather, ""],
    ["push", weather, undefined],
    ["round-robin", pipeline, "Often got wrong: Round-robin is by turn, not by load."],
  ];
  for (const [wanted, p, because] of cases) assert.equal(search(p, wanted)?.because, because, `${p.title}: ${wanted}`);
});

test("without a hit the nearest come first", () => {
  assert.equal(nearest(all, "wether")[0], weather);
  assert.equal(nearest(all, "pipline")[0], pipeline);
});
