import assert from "node:assert/strict";
import { test } from "node:test";
import { beside } from "./beside";

test("beside goes from message to message, round and round", () => {
  const ids = [3, 5, 8];
  const cases: readonly (readonly [number | undefined, 1 | -1, number])[] = [
    [undefined, 1, 3], [undefined, -1, 8], [3, 1, 5], [8, 1, 3], [3, -1, 8], [4, 1, 5], [4, -1, 3],
  ];
  for (const [id, by, want] of cases) assert.equal(beside(ids, id, by), want, `${id} ${by}`);
  assert.equal(beside([], 3, 1), undefined);
});
