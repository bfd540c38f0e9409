import assert from "node:assert/strict";
import { test } from "node:test";
import { base, history, hostile, opening, run } from "./example";
import { label, mermaid } from "./mermaid";

const all = { from: -Infinity, to: Infinity };

// text is what a label may hold: letters, figures, a few marks, and entities.
const text = "(?:[\\p{L}\\p{N}\\p{M} .,_/()'°µ-]|#\\d+;)+";
const grammar = [
  /^sequenceDiagram$/u,
  /^  %% [\p{L}\p{N} .,_-]+$/u,
  new RegExp(`^  participant n\\d+ as ${text}$`, "u"),
  new RegExp(`^  n\\d+-?(?:->>|-\\)|-x)n\\d+: ${text}$`, "u"),
  new RegExp(`^  Note over n\\d+: ${text}$`, "u"),
];

function lines(...args: Parameters<typeof mermaid>): readonly string[] {
  const made = mermaid(...args);
  assert.ok(made.endsWith("\n"));
  const found = made.slice(0, -1).split("\n");
  for (const line of found) assert.ok(grammar.some((g) => g.test(line)), `not a line of a sequence diagram: ${JSON.stringify(line)}`);
  return found;
}

test("a message that arrived, one in flight, one lost on its way and one that never left", () => {
  const made = lines(run, history(), base, all);
  const about = (name: string): string | undefined => made.find((l) => l.includes(name));
  assert.equal(about("in flight #35;2"), "  n0-)n1: 4.900 s in flight #35;2, in flight");
  assert.equal(about("cut off"), "  n0-xn1: 1.200 s cut off #35;3, lost#58; cut");
  assert.equal(about("too much"), "  n0-xn1: 1.400 s too much #35;4, lost#58; HWM");
  assert.equal(made.filter((l) => l.includes("->>")).length, 1);
  assert.ok(made.includes("  Note over n0: 1.500 s blocked for 2 s"));
  assert.ok(made.includes("  Note over n1: 5.000 s stopped"));
});

test("names of nodes and what messages hold mean nothing to Mermaid's grammar", () => {
  const made = lines(run, history(), base, all).join("\n");
  assert.ok(made.includes("participant n0 as end\n"));
  for (const c of ["<", ";;", "%%{", '"', "&"]) assert.ok(!made.includes(c), `${c} in ${made}`);
  assert.equal(label(hostile).replaceAll(/#\d+;/g, "").match(/[<>"&;%{}\n]/), null);
  assert.equal(label(" \n "), "#160;");
  assert.ok(label("x".repeat(200)).length <= 80 + "#8230;".length);
});

test("it holds the stretch asked for, and nothing after the cursor", () => {
  assert.equal(lines(run, history(), base, { from: 600_000, to: 999_999 }).filter((l) => l.includes("n0-")).length, 1);
  const early = lines({ ...run, event: 6, at: 700_000 }, history(), base, all);
  assert.deepEqual(early.filter((l) => /n0-|Note/.test(l)).map((l) => l.slice(0, 9)), ["  n0-)n1:"]);
});

test("of a long run it holds the newest lines, and says how many it leaves out", () => {
  const many = Array.from({ length: 1000 }, (_, i) => ({ kind: "note", at: i * 1000, node: "end", text: `note ${i}` }));
  const made = lines({ ...run, event: 9999 }, history([...opening.slice(0, 4), ...many]), base, all);
  assert.ok(made.some((l) => l.includes("The first 600 lines of this stretch are left out.")));
  assert.ok(made.at(-1)!.includes("note 999"));
});
