// A breakpoint is a few conditions; it is met when all that are given hold of
// the same event, or of the same wait. The rules are those of sim/breakpoint,
// and the same table of cases tests both.

import type { Event, Frame, Kind } from "./types";

export interface Breakpoint {
  readonly kinds?: readonly Kind[]; // any of them
  readonly node?: string;
  readonly socket?: string;
  readonly link?: string;
  readonly peer?: string; // the socket at the other end, or its node
  readonly fate?: Fate;
  readonly reason?: string;
  readonly text?: string; // stands in the start of a frame
  readonly depth?: number; // a message has gone into a queue, which now holds at least so many
  readonly queue?: "send" | "receive";
  readonly blocked?: number; // µs: a program stands in Send, without room, for longer than that
  readonly waiting?: number; // µs: a program waits in one call, whichever, for longer than that
  readonly once?: boolean; // it is switched off when it was hit
  readonly off?: boolean;
}

export type Fate = "received" | "filtered" | "dropped";

// Hit is that a run has come to a breakpoint.
export interface Hit {
  readonly breakpoint?: number; // its number in the list, from 1; absent: what was to be run to
  readonly seq: number; // the event that meets it; for a call that takes too long, the newest
  readonly at: number; // world time, µs
  readonly why: string; // one sentence
}

// Standing is the breakpoints of a run, and where the run stands because of one.
export interface Standing {
  readonly breakpoints: readonly Breakpoint[];
  readonly stopped?: Hit;
}

// waits tells that it is about how long a call takes.
export function waits(b: Breakpoint): boolean {
  return (b.blocked ?? 0) > 0 || (b.waiting ?? 0) > 0;
}

// meets tells whether all conditions hold of an event, whose message has these frames.
export function meets(b: Breakpoint, e: Event, frames: readonly Frame[]): boolean {
  if (b.off || waits(b)) return false;
  if (b.kinds?.length && !b.kinds.includes(e.kind)) return false;
  if (b.link && b.link !== e.link) return false;
  if (b.peer && b.peer !== e.peer && b.peer !== nodeOf(e.peer ?? "")) return false;
  if (b.fate && b.fate !== fateOf(e)) return false;
  if (b.reason && b.reason !== e.reason) return false;
  if (b.depth && !((e.depth ?? 0) >= b.depth && (!b.queue || b.queue === queueOf(e.kind)))) return false;
  if (b.text && !frames.some((f) => reads(f, b.text!))) return false;
  return stands(b, e.node ?? "", e.socket ?? "");
}

// stands tells whether it is about this program, or its socket.
export function stands(b: Breakpoint, node: string, socket: string): boolean {
  if (b.node && b.node !== node && b.node !== nodeOf(socket)) return false;
  return !b.socket || b.socket === socket;
}

function queueOf(k: Kind): Breakpoint["queue"] {
  return k === "queued" ? "send" : k === "arrived" ? "receive" : undefined;
}

// fateOf an event. What arrives where no queue can be seen has been taken by a process outside.
export function fateOf(e: Event): Fate | undefined {
  if (e.message === undefined) return undefined;
  if (e.kind === "received" || (e.kind === "arrived" && !e.depth)) return "received";
  return e.kind === "filtered" || e.kind === "dropped" ? e.kind : undefined;
}

function reads(f: Frame, text: string): boolean {
  const start = f.preview ?? "";
  if (!f.hex) return start.includes(text);
  return ` ${pairs(start)}`.includes(pairs(hexOf(text)));
}

function hexOf(text: string): string {
  return Array.from(new TextEncoder().encode(text), (byte) => byte.toString(16).padStart(2, "0")).join("");
}

// pairs keeps the digits of a byte together: "00 61".
function pairs(hex: string): string {
  return (hex.match(/../g) ?? []).map((pair) => ` ${pair}`).join("");
}

function nodeOf(socket: string): string {
  const dot = socket.lastIndexOf(".");
  return dot < 0 ? socket : socket.slice(0, dot);
}
