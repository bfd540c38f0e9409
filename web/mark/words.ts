// Words for things, the same in every view.

import type { Event, Message } from "../model/types";

// nameOf a message is its label and its number: "NYC #16".
export function nameOf(m: Pick<Message, "label" | "number">): string {
  return m.label ? `${m.label} #${m.number}` : `#${m.number}`;
}

// seconds of a world time in µs: "4.500".
export function seconds(at: number): string {
  return (at / 1e6).toFixed(3);
}

// duration in the unit that suits it: "250 ms", "1.5 s".
export function duration(us: number): string {
  if (us < 1000) return `${us} µs`;
  if (us < 1e6) return `${+(us / 1000).toFixed(us < 10_000 ? 1 : 0)} ms`;
  return `${+(us / 1e6).toFixed(2)} s`;
}

export function count(n: number, one: string, many = one + "s"): string {
  return `${n} ${n === 1 ? one : many}`;
}

// bad tells what is drawn in red: a loss, or something that stands still because of one.
export function bad(e: Event): boolean {
  return e.kind === "dropped" || e.kind === "crashed" || e.kind === "failed" || e.kind === "refused" || e.kind === "blocked";
}

// depth of a queue as it is written above it: "5/5", or "5" when nothing bounds it.
export function depth(n: number, hwm: number): string {
  return hwm > 0 ? `${n}/${hwm}` : `${n}`;
}

const reasons: Readonly<Record<string, string>> = {
  hwm: "HWM", "no-peer": "no peer", disconnected: "peer gone", unroutable: "unroutable", "not-ready": "not ready",
  "connection-refused": "nobody there",
};

export function reasonOf(reason: string | undefined): string {
  return reason ? (reasons[reason] ?? reason.replaceAll("-", " ")) : "";
}

const verbs: Readonly<Record<string, string>> = {
  "timer-set": "timer", "timer-fired": "timer", state: "is now",
  "connection-waiting": "queues", "connection-reused": "reused", "future-created": "future", "future-resolved": "resolved",
};

export function verbOf(e: Event): string {
  return verbs[e.kind] ?? e.kind;
}
