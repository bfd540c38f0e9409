import assert from "node:assert/strict";
import { test } from "node:test";
import type { Document, DocumentNode, Palette } from "../session/palette";
import { between } from "./between";

const field = (name: string, value: string) => ({ name, title: name, kind: "number" as const, default: value });
const palette: Palette = {
  kinds: [{ kind: "worker", title: "Worker", file: "", source: "", group: "", help: "", settings: [field("think", "600")] }],
  types: [{ type: "PULL", talksTo: ["PUSH"], options: [field("RCVHWM", "1000")] }],
  limits: { bytes: 0, nodes: 0, place: 0 }, examples: [],
};
const worker: DocumentNode = { name: "worker", kind: "worker", column: 1, row: 0, sockets: [{ name: "in", type: "PULL", connect: ["tasks"] }] };
const drawn = (...nodes: DocumentNode[]): Document => ({ sandbox: 1, nodes });
const socket = (more: object) => ({ ...worker, sockets: [{ ...worker.sockets![0]!, ...more }] });

test("each change of a drawing is taken back by its opposite", () => {
  const cases: readonly (readonly [string, Document, Document, readonly object[], readonly object[]])[] = [
    ["a node", drawn(), drawn(worker), [{ do: "add", spec: worker }], [{ do: "remove", node: "worker" }]],
    ["its name", drawn(worker), drawn({ ...worker, name: "Ada" }), [{ do: "rename", node: "worker", name: "Ada" }], [{ do: "rename", node: "Ada", name: "worker" }]],
    ["its place", drawn(worker), drawn({ ...worker, row: 3 }), [{ do: "move", node: "worker", column: 1, row: 3 }], [{ do: "move", node: "worker", column: 1, row: 0 }]],
    ["a title", drawn(), { ...drawn(), title: "Mine" }, [{ do: "rename", name: "Mine" }], [{ do: "rename", name: "" }]],
    ["a setting", drawn(worker), drawn({ ...worker, settings: { think: 5 } }),
      [{ do: "set", node: "worker", name: "think", value: "5" }], [{ do: "set", node: "worker", name: "think", value: "600" }]],
    ["an option", drawn(worker), drawn(socket({ options: { RCVHWM: 2 } })),
      [{ do: "set", socket: "worker.in", name: "RCVHWM", value: "2" }], [{ do: "set", socket: "worker.in", name: "RCVHWM", value: "1000" }]],
    ["endpoints", drawn(worker), drawn(socket({ connect: [], bind: ["here"] })),
      [{ do: "disconnect", socket: "worker.in", endpoint: "tasks" }, { do: "bind", socket: "worker.in", endpoint: "here" }],
      [{ do: "unbind", socket: "worker.in", endpoint: "here" }, { do: "connect", socket: "worker.in", endpoint: "tasks" }]],
    ["a topic, which is counted", drawn(socket({ subscribe: ["a"] })), drawn(socket({ subscribe: ["a", "a"] })),
      [{ do: "subscribe", socket: "worker.in", value: "a" }], [{ do: "unsubscribe", socket: "worker.in", value: "a" }]],
    ["a socket", drawn(worker), drawn({ ...worker, sockets: [...worker.sockets!, { name: "push", type: "PUSH", bind: ["out"] }] }),
      [{ do: "open", node: "worker", type: "PUSH", name: "push" }, { do: "bind", socket: "worker.push", endpoint: "out" }], [{ do: "close", socket: "worker.push" }]],
  ];
  for (const [what, a, b, there, back] of cases) {
    assert.deepEqual(between(palette, a, b), there, what);
    assert.deepEqual(between(palette, b, a), back, `${what}, back`);
  }
});

test("what stands in another order is the same, and what takes another's place comes after it has gone", () => {
  const other = { ...worker, name: "other", row: 1 };
  assert.deepEqual(between(palette, drawn(worker, other), drawn(other, worker)), []);
  const echo = { ...worker, kind: "echo" };
  assert.deepEqual(between(palette, drawn(worker), drawn(echo)), [{ do: "remove", node: "worker" }, { do: "add", spec: echo }]);
});

test("two that have changed places do so again with one move, and three take each other's", () => {
  const [a, b, c] = [0, 1, 2].map((row) => ({ ...worker, name: "abc"[row]!, row }));
  assert.deepEqual(between(palette, drawn(a!, b!), drawn({ ...a!, row: 1 }, { ...b!, row: 0 })), [{ do: "move", node: "a", column: 1, row: 1 }]);
  assert.deepEqual(between(palette, drawn(a!, b!, c!), drawn({ ...a!, row: 1 }, { ...b!, row: 2 }, { ...c!, row: 0 })),
    [{ do: "move", node: "a", column: 1, row: 1 }, { do: "move", node: "b", column: 1, row: 2 }]);
});
