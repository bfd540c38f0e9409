// What the sequence is made of: flights between nodes, and points and spells
// at one node. Each knows the event it began with.

import type { Flow, Reason, What } from "../model/types";

// Flight is a parcel from one node to another.
export interface Flight {
  readonly seq: number;
  readonly way: string; // the same of those that look the same beside each other
  readonly from: string;
  readonly to: string;
  readonly what: What;
  readonly message?: number;
  readonly flow?: Flow;
  readonly t0: number;
  readonly t1: number; // when it is due at the other end
  end?: number; // when it was taken there, or lost
  lost?: Reason;
}

// Point is an instant at a node.
export interface Point {
  readonly seq: number;
  readonly way: string;
  readonly at: number;
  readonly node: string;
  readonly kind: "send" | "received" | "dropped" | "failed" | "note";
  readonly flow?: Flow;
  readonly message?: number;
  readonly label: string; // the message's name, or what the program said
  readonly reason?: Reason;
}

// Act is what a reader did by hand, or had planned.
export interface Act {
  readonly seq: number;
  readonly at: number;
  readonly text: string;
}

// Spell is a stretch of time at a node; `end` is absent while it lasts.
export interface Spell {
  readonly seq: number;
  readonly way: string;
  readonly node: string;
  readonly row: number; // 0, or of several threads at a time the first that was free
  readonly kind: "work" | "blocked" | "frozen" | "absent"; // frozen lies over what the node was at
  readonly from: number;
  readonly until?: number; // when it is due to end
  end?: number;
  readonly text: string; // the message it is about
}

// within are those of a list, ordered by start, that may touch from..to when none lasts longer than `longest`.
export function within<T>(list: readonly T[], start: (t: T) => number, from: number, to: number, longest: number): readonly T[] {
  return list.slice(lower(list, start, from - longest), lower(list, start, to));
}

// lower is the index of the first that starts at `at` or later.
export function lower<T>(list: readonly T[], start: (t: T) => number, at: number): number {
  let lo = 0;
  let hi = list.length;
  while (lo < hi) {
    const mid = (lo + hi) >> 1;
    if (start(list[mid]!) < at) lo = mid + 1;
    else hi = mid;
  }
  return lo;
}
