import assert from "node:assert/strict";
import { test } from "node:test";
import type { Field } from "../model/act";
import { answer, type Typed } from "./answer";

const field = (f: Partial<Field>): Field => ({ name: "for", title: "By", kind: "number", ...f });

test("what is typed becomes what the action takes", () => {
  const cases: readonly (readonly [Partial<Field>, Typed, unknown])[] = [
    [{ scale: 1000 }, "250", 250_000],
    [{ scale: 1000 }, "0.5", 500],
    [{ name: "count" }, " 7 ", 7],
    [{ name: "value" }, "1000", "1000"],
    [{ name: "value", min: -1 }, "-1", "-1"],
    [{ name: "value", kind: "flag" }, true, "1"],
    [{ name: "memory", kind: "flag" }, true, true],
    [{ name: "value", kind: "text" }, "NYC.", "NYC."],
    [{ name: "type", kind: "choice" }, "PUSH", "PUSH"],
    [{ name: "frames", kind: "frames" }, [{ text: "" }, { text: "00 FF", hex: true }], [{ text: "" }, { text: "00FF", hex: true }]],
  ];
  for (const [f, typed, value] of cases) assert.deepEqual(answer(field(f), typed), { value });
});

test("what cannot be is told in one sentence", () => {
  const cases: readonly (readonly [Partial<Field>, Typed, string])[] = [
    [{ min: 1, max: 60_000, scale: 1000 }, "0", "By: a number from 1 to 60000."],
    [{ name: "count" }, "2.5", "By: a whole number of at least 0."],
    [{ name: "count" }, "", "By: a whole number of at least 0."],
    [{ name: "value", kind: "text", max: 3 }, "añb", "By: 4 bytes are more than 3."],
    [{ name: "frames", kind: "frames" }, [{ text: "ok" }, { text: "0", hex: true }], 'Part 2: hex digits come in pairs, as in "00 ff".'],
  ];
  for (const [f, typed, problem] of cases) assert.deepEqual(answer(field(f), typed), { problem });
});
