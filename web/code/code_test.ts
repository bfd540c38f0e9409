import assert from "node:assert/strict";
import { test } from "node:test";
import type { Node } from "../model/types";
import { functionAt } from "./functions";
import { doing, families, nameOf, standsOf } from "./stands";

const source = `package pattern

var p = Pattern{
	Nodes: func(v Values) []Node {
		return nil
	},
}

// A worker takes a task.
// And works.
func worker(v Values) func(n *node.Node) {
	return func(n *node.Node) {
		n.Work(1)
	}
}

func (s *sink) run(n *node.Node) {
	s.pull.Recv()
}`.split("\n");

test("a line's function, with its comment", () => {
  assert.deepEqual(functionAt(source, 13), { name: "worker", from: 9, to: 15 });
  assert.deepEqual(functionAt(source, 11), { name: "worker", from: 9, to: 15 });
  assert.deepEqual(functionAt(source, 18), { name: "run", from: 17, to: 19 });
});

test("a line that is in no function", () => {
  for (const line of [0, 1, 4, 16, 99]) assert.equal(functionAt(source, line), undefined, String(line));
});

const node = (name: string, more: Partial<Node> = {}): Node => ({ name, column: 0, row: 0, status: "running", ...more });

test("who stands where: programs and their threads; not who has not begun, or is outside", () => {
  const stands = standsOf([
    node("server", { line: 40, threads: [{ id: 2, line: 51, call: { call: "work", since: 5 } }, { id: 3, call: { call: "work", since: 5 } }] }),
    node("idle", { status: "idle", line: 3 }),
    node("peer 1", { outside: true, line: 3 }),
    node("dead", { status: "crashed", line: 7 }),
  ]);
  assert.deepEqual(stands.map((s) => [nameOf(s), s.line]), [["server", 40], ["server #2", 51], ["dead", 7]]);
});

test("names that differ in their number only are a family", () => {
  const at = (...names: string[]) => families(standsOf(names.map((n) => node(n, { line: 1 })))).map((f) => [f.name, ...f.members.map((m) => m.short)]);
  assert.deepEqual(at("worker 1", "worker 2", "sink"), [["worker", "1", "2"], ["", "sink"]]);
  assert.deepEqual(at("worker 2"), [["", "worker 2"]]);
});

test("what one does there", () => {
  const of = (more: Partial<Node>) => doing(standsOf([node("a", { line: 1, ...more })])[0]!, 3_000_000);
  assert.equal(of({ call: { call: "send", since: 1_000_000, blocked: true } }), "has been blocked in Send for 2 s");
  assert.equal(of({ call: { call: "recv", since: 2_500_000 } }), "has waited for 500 ms");
  assert.equal(of({}), "goes on from there");
  assert.equal(of({ status: "crashed" }), "is crashed");
});
