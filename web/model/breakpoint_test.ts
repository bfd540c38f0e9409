import assert from "node:assert/strict";
import { test } from "node:test";
import cases from "../../sim/breakpoint/testdata/cases.json";
import type { Breakpoint, Hit } from "./breakpoint";
import { Matcher, nextHit } from "./breakpoint_matcher";
import { parse, print, type Vocabulary } from "./breakpoint_text";
import { History } from "./history";
import type { Event, State } from "./types";

const known: Vocabulary = {
  kinds: ["started", "dropped", "blocked", "state", "note", "sent", "received", "arrived"], reasons: ["hwm", "no-peer"],
};

test("a line is read and printed as sim/breakpoint does", () => {
  for (const c of cases.lines) {
    const b = parse(c.line, known);
    assert.deepEqual(b, c.breakpoint, c.line);
    assert.equal(print(b), "prints" in c ? c.prints : c.line);
  }
});

test("a line that makes no sense is refused in the same words", () => {
  for (const c of cases.wrong) {
    const why = problem(c.line);
    assert.ok(why.startsWith("breakpoint: ") && why.includes(c.error), `${c.line}: ${why}`);
  }
});

function problem(line: string): string {
  try {
    return print(parse(line, known));
  } catch (error) {
    return (error as Error).message;
  }
}

function state(of: Partial<State>): State {
  return { seq: 0, at: 0, nodes: [], sockets: [], links: [], messages: [], ...of };
}

test("a run stops where sim/breakpoint stops it", () => {
  for (const run of cases.runs) {
    const start = state(("state" in run ? run.state : {}) as Partial<State>);
    const m = new Matcher(run.breakpoints.map((line) => parse(line, known)), 1, start);
    const hits: (Hit | undefined)[] = [];
    for (const e of run.events as Event[]) {
      for (let at = m.late(); at !== undefined && at < e.at; at = m.late()) hits.push(m.pass(at));
      m.see(e);
      const hit = m.at(e);
      if (hit) hits.push(hit);
    }
    assert.deepEqual(hits, run.hits, run.name);
  }
});

const happened: Event[] = [
  { seq: 1, at: 0, kind: "waiting", node: "a", call: "recv", say: "a waits." },
  { seq: 2, at: 1000, kind: "note", node: "b", text: "x", say: "b says: x." },
  { seq: 3, at: 9000, kind: "note", node: "b", text: "y", say: "b says: y." },
];

function recorded(): History {
  const history = new History(state({ nodes: [{ name: "a", column: 0, row: 0, status: "running" }, { name: "b", column: 0, row: 0, status: "running" }] }));
  for (const e of happened) history.add(e);
  return history;
}

test("what was recorded is searched from where the reader stands, and no further than asked", () => {
  const notes: Breakpoint[] = [{ kinds: ["note"] }];
  const from = (seq: number, at: number, to = 99_000): number | undefined => nextHit(recorded(), notes, 1, { seq, at }, to)?.seq;
  assert.equal(from(0, 0), 2);
  assert.equal(from(2, 1000), 3);
  assert.equal(from(3, 9000), undefined);
  assert.equal(from(2, 1000, 8999), undefined);
  assert.equal(nextHit(recorded(), [{ kinds: ["note"], off: true }], 1, { seq: 0, at: 0 }, 99_000), undefined);
});

test("a call that takes too long is found between events, and not again where the reader stands", () => {
  const long: Breakpoint[] = [{ waiting: 5000 }];
  const hit = nextHit(recorded(), long, 0, { seq: 0, at: 0 }, 99_000);
  assert.deepEqual(hit, { seq: 2, at: 5000, why: "Stopped at event 2, as was asked (waiting>5ms): a has waited in recv since event 1, for 5ms." });
  assert.equal(nextHit(recorded(), long, 0, { seq: 2, at: 5000 }, 99_000), undefined);
});
