import assert from "node:assert/strict";
import { test } from "node:test";
import { ruleOf, type Rule, type When } from "./rule";
import type { Event } from "./types";

const rule = (text: string, when: When): Rule => ({ when, text, source: { name: "", section: "" } });
const rules = [
  rule("publisher", { kind: "dropped", reasons: ["hwm"], types: ["PUB", "XPUB"] }),
  rule("lane", { kind: "dropped", reasons: ["disconnected"], place: "lane" }),
  rule("gone", { kind: "dropped", reasons: ["disconnected", "timeout"] }),
  rule("outside", { kind: "arrived", place: "outside" }),
  rule("frame", { kind: "received", types: ["HTTP"], whats: ["ws-text"] }),
  rule("exchange", { kind: "received", types: ["HTTP"] }),
  rule("here", { kind: "arrived" }),
];

const dropped = (reason: string, place: "send" | "lane" | "send-queue"): Event => ({ seq: 1, at: 0, kind: "dropped", socket: "a.b", reason, place, say: "" });
const arrived = (depth?: number): Event => ({ seq: 1, at: 0, kind: "arrived", socket: "a.b", link: "L1", parcel: 1, what: "message", ...(depth ? { depth } : {}), say: "" });
const received: Event = { seq: 1, at: 0, kind: "received", socket: "a.b", say: "" };

test("the first rule that is about it", () => {
  const text = (e: Event, type: string, what = ""): string | undefined => ruleOf(rules, e, type, what)?.text;
  assert.equal(text(dropped("hwm", "send"), "XPUB"), "publisher");
  assert.equal(text(dropped("hwm", "send"), "ROUTER"), undefined);
  assert.equal(text(dropped("disconnected", "lane"), "PULL"), "lane");
  assert.equal(text(dropped("timeout", "send-queue"), "PUSH"), "gone");
  assert.equal(text(arrived(), "PULL"), "outside");
  assert.equal(text(arrived(2), "PULL"), "here");
  assert.equal(text(received, "HTTP", "ws-text"), "frame");
  assert.equal(text(received, "HTTP", "request"), "exchange");
});
