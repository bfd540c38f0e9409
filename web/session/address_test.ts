import assert from "node:assert/strict";
import { test } from "node:test";
import type { Breakpoint } from "../model/breakpoint";
import { read, write } from "./address";
import { asked } from "./asked";
import type { Pattern } from "./meta";

const pattern = { id: "hello-world", params: [{ name: "hwm", title: "HWM", default: "1000" }], presets: [] } as unknown as Pattern;
const words = { kinds: ["dropped", "received"], reasons: ["hwm"] };

test("an address holds the breakpoints of a run, and gives them back", () => {
  const list: readonly Breakpoint[] = [{ kinds: ["dropped"], reason: "hwm" }, { depth: 10, node: "a & b" }, { text: "50% +1=?#", once: true }];
  const path = write(pattern, { hwm: "50" }, 7, [], list);
  const address = read(new URL(path, "http://x"));
  if (address?.page !== "pattern") throw new Error(`${path} is no address of a pattern`);
  assert.deepEqual(address.params, { hwm: "50" });
  assert.equal(address.seed, 7);
  assert.deepEqual(asked(address.breaks, words), { list, problem: "" });
  assert.equal(write(pattern, {}, 1, [], list.map((b) => ({ ...b, off: true }))).replaceAll("+off", ""), write(pattern, {}, 1, [], list));
  assert.equal(write(pattern, {}, 1, [], [{ depth: 1, once: true, off: true }]), "/patterns/hello-world?break=depth%3E%3D1+once");
  assert.equal(write(pattern, { hwm: "1000" }, 1, [], []), "/patterns/hello-world");
});

test("what is no breakpoint is said, and the others are set", () => {
  const { list, problem } = asked(["kind=dropped", "kind=exploded", "depth=3", "reason=hwm"], words);
  assert.deepEqual(list, [{ kinds: ["dropped"] }, { reason: "hwm" }]);
  assert.equal(problem, 'The address asks for a breakpoint that cannot be set: there is no kind of event "exploded"; and for 1 more.');
  const many = asked(Array.from({ length: 40 }, () => "kind=dropped"), words);
  assert.equal(many.list.length, 32);
  assert.equal(many.problem, "The address asks for a breakpoint that cannot be set: a run has at most 32 breakpoints, and 40 are asked for.");
});
