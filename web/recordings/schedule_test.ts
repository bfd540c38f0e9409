import assert from "node:assert/strict";
import { test } from "node:test";
import { parse, print } from "../session/schedule";
import type { Fault, Pattern } from "../session/meta";
import { words } from "./schedule";

const crash: readonly Fault[] = [{ at: 4_350_000, action: { do: "crash", node: "server" } }];
const cut: readonly Fault[] = [{ at: 1, action: { do: "cut", link: "L1", way: "there" } }];
const pattern = { presets: [{ title: "Plain", values: {} }, { title: "A crash", values: {}, name: "crashes", faults: crash }] } as unknown as Pattern;

test("an address says a schedule by its preset's name, and else in full", () => {
  assert.equal(print(pattern, undefined), "");
  assert.equal(print(pattern, crash), "crashes");
  for (const faults of [[], crash, cut]) assert.deepEqual(parse(pattern, print(pattern, faults)), faults);
  assert.deepEqual(parse(pattern, "unknown"), []);
});

test("an action in words says all that it holds, as text", () => {
  assert.equal(words({ do: "restart", node: "server", memory: true }), "restart server, memory");
  assert.equal(words({ do: "latency", link: "L1", for: 500_000 }), "latency L1, for 500 ms");
  assert.equal(words({ do: "set", socket: "a.push", name: "SNDHWM", value: "<b>" }), "set a.push, name SNDHWM, value <b>");
  assert.equal(words({ do: "send", frames: [{ text: "hi" }] }), 'send, frames [{"text":"hi"}]');
});
