import assert from "node:assert/strict";
import { test } from "node:test";
import type { Kind, Slot } from "../session/palette";
import { variants } from "./variants";

const kind = (...sockets: Slot[]): Kind => ({ kind: "k", title: "K", file: "", source: "", group: "", help: "", sockets });

test("a kind is placed with each of its types, with an optional socket or without, and with pairs as pairs", () => {
  assert.deepEqual(variants(kind()), [[]]);
  assert.deepEqual(variants(kind({ name: "out", types: ["PUSH", "PUB"], side: "bind" })), [["PUSH"], ["PUB"]]);
  const worker = kind({ name: "in", types: ["PULL", "REP"], side: "connect" }, { name: "out", types: ["PUSH"], optional: true, side: "connect" });
  assert.deepEqual(variants(worker), [["PULL"], ["PULL", "PUSH"], ["REP"]]);
  const proxy = kind({ name: "frontend", types: ["XSUB", "ROUTER"], side: "bind" }, { name: "backend", types: ["XPUB", "DEALER"], side: "bind" });
  assert.deepEqual(variants(proxy), [["XSUB", "XPUB"], ["ROUTER", "DEALER"]]);
});
