// The shape of a distribution on a logarithmic axis: all buckets are equally
// wide on it, so the height of each can be its share of all.

import type { Bucket, Half } from "./types";

export interface Span {
  readonly from: number; // µs
  readonly to: number;
}

export interface Step extends Span {
  readonly share: number; // of all, from 0 to 1
}

// spanOf all halves: their buckets, and a little more at both sides.
export function spanOf(halves: readonly Half[]): Span {
  const all = halves.flatMap((h) => h.buckets);
  const from = Math.min(...all.map((b) => b.from).filter((us) => us > 0));
  const to = Math.max(...all.map((b) => b.to));
  return { from: from / 1.5, to: to * 1.5 };
}

// at is the place on the axis, from 0 to 1.
export function at(span: Span, us: number): number {
  return Math.log(Math.max(us, span.from) / span.from) / Math.log(span.to / span.from);
}

// steps are the buckets with the empty ones between them.
export function steps(buckets: readonly Bucket[]): Step[] {
  const total = buckets.reduce((sum, b) => sum + b.count, 0);
  const all: Step[] = [];
  for (const b of buckets) {
    const before = all.at(-1);
    if (before && before.to < b.from) all.push({ from: before.to, to: b.from, share: 0 });
    all.push({ from: b.from, to: b.to, share: b.count / total });
  }
  return all;
}

// outline goes along the steps, from the ground to the ground, as a path in a box
// of that width and height; top is the share that reaches its top.
export function outline(all: readonly Step[], span: Span, top: number, width: number, height: number): string {
  const x = (us: number): string => (at(span, us) * width).toFixed(1);
  const y = (share: number): string => (height - (share / top) * height).toFixed(1);
  const first = all[0];
  if (!first) return "";
  const path = all.map((s) => `V${y(s.share)}H${x(s.to)}`).join("");
  return `M${x(first.from)} ${height}${path}V${height}`;
}

// ticks are the powers of ten within the span and, where their labels have
// room, twice and five times them.
export function ticks(span: Span, width: number): number[] {
  const fine = width / Math.log10(span.to / span.from) > 150 ? [1, 2, 5] : [1];
  const all: number[] = [];
  for (let e = Math.floor(Math.log10(span.from)); 10 ** e <= span.to; e++) {
    for (const times of fine) all.push(Number((times * 10 ** e).toPrecision(1)));
  }
  return all.filter((us) => us >= span.from && us <= span.to);
}
