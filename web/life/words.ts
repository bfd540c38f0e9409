// What is said of a copy and its way.

import { duration, reasonOf } from "../mark/words";
import type { Copy, Span } from "./copies";

// fateOf a copy, in a word or two: "received", "dropped (HWM)", "in flight".
export function fateOf(c: Copy): string {
  const e = c.last;
  switch (e.kind) {
    case "dropped":
      return `dropped (${reasonOf(e.reason)})`;
    case "queued":
      return "queued";
    case "sent":
      return "in flight";
    case "arrived":
      return e.depth ? "queued" : "taken outside";
    default:
      return e.kind;
  }
}

// wayOf a copy is where it was and for how long; what took no time is left out.
export function wayOf(c: Copy, now: number): string {
  const parts = c.spans.filter((s) => (s.to ?? now) > s.from || s.to === undefined).map((s) => `${stayOf(s)} ${duration(Math.max(0, (s.to ?? now) - s.from))}`);
  return parts.length > 0 ? parts.join(", ") : "0 ms";
}

function stayOf(s: Span): string {
  switch (s.stay) {
    case "blocked":
      return `${s.node} blocked`;
    case "flying":
      return "in flight";
    case "due":
      return "waiting in the lane";
    default:
      return `queued at ${s.node}`;
  }
}
