// The stretch of world time that the sequence has in view. It goes with the
// cursor when that runs, and stays as long as it can when the reader seeks.

import type { Store } from "../session/store";

export interface View {
  from: number; // µs of world time
  to: number;
  shown: boolean; // false while the sequence is not on the page
  readonly watchers: Set<() => void>; // told when the reader moved it, not the run
}

const views = new WeakMap<Store, View>();

// viewOf a store is one for all who draw from it: the sequence moves it, the scrubber shows it.
export function viewOf(store: Store): View {
  let v = views.get(store);
  if (!v) views.set(store, (v = { from: 0, to: 0, shown: false, watchers: new Set() }));
  return v;
}

const ahead = 0.3; // of the width lies beyond a running cursor
const shortest = 50_000;
const longest = 120_000_000;

// moved tells all who draw from it.
export function moved(v: View): void {
  for (const watcher of v.watchers) watcher();
}

// follow moves the view so that the cursor is in it.
export function follow(v: View, at: number, first: number, running: boolean): void {
  const width = v.to - v.from;
  const part = (at - v.from) / width;
  if (running && part > 1 - ahead) show(v, at - width * (1 - ahead), width, first);
  else if (part < 0.04 || part > 0.96) show(v, at - width * 0.55, width, first);
}

// zoom makes the view `by` times as wide, the time at `at` staying where it is.
export function zoom(v: View, by: number, at: number, first: number): void {
  const width = Math.min(longest, Math.max(shortest, (v.to - v.from) * by));
  const part = (at - v.from) / (v.to - v.from);
  show(v, at - width * part, width, first);
}

export function show(v: View, from: number, width: number, first: number): void {
  v.from = Math.max(first, from);
  v.to = v.from + width;
}
