// Where things are: time to the right, one lane for each node downwards.

import type { Node } from "../model/types";
import type { View } from "./view";

export interface Axis {
  readonly left: number; // px: where the view begins
  readonly right: number;
  readonly top: number; // of the first lane
  readonly bottom: number; // below the last lane; the figures of the time axis stand under it
  readonly lanes: readonly Lane[];
  x(at: number): number;
  y(node: string): number | undefined;
  at(x: number): number;
}

export interface Lane {
  readonly node: Node;
  readonly y: number;
}

export interface Box {
  readonly width: number;
  readonly height: number;
  readonly left: number;
  readonly right: number;
  readonly rem: number;
}

// heightFor n lanes, at least: below that the sequence scrolls.
export function heightFor(n: number, rem: number): number {
  return (2.9 + 0.95 * Math.max(0, n - 1) + 2.1) * rem;
}

// heightAtMost is all that n lanes can make use of.
export function heightAtMost(n: number, rem: number): number {
  return (2.9 + widest * Math.max(1, n - 1) + 2.1) * rem;
}

const widest = 8; // rem from lane to lane

export function axis(box: Box, nodes: readonly Node[], view: View): Axis {
  const { left, right, rem } = box;
  const top = 2.9 * rem;
  const last = box.height - 2.1 * rem;
  const pitch = Math.min(widest * rem, nodes.length > 1 ? (last - top) / (nodes.length - 1) : 0);
  const lanes = nodes.map((node, i) => ({ node, y: Math.round(top + i * pitch) + 0.5 }));
  const ys = new Map(lanes.map((l) => [l.node.name, l.y]));
  const scale = (right - left) / (view.to - view.from);
  return {
    left, right, top, lanes,
    bottom: (lanes[lanes.length - 1]?.y ?? top) + 0.8 * rem,
    x: (at) => left + (at - view.from) * scale,
    y: (node) => ys.get(node),
    at: (x) => view.from + (x - left) / scale,
  };
}

// inOrder of the stage: by column, then by row.
export function inOrder(nodes: readonly Node[]): readonly Node[] {
  return [...nodes].sort((a, b) => a.column - b.column || a.row - b.row);
}

const units = [1, 2, 5];

// ticks of a round step that stand at least `gap` px apart; decimals are what their figures need.
export function ticks(a: Axis, view: View, gap: number): { readonly at: readonly number[]; readonly decimals: number } {
  const least = ((view.to - view.from) * gap) / (a.right - a.left);
  let step = 1000;
  for (let ten = 1000; ; ten *= 10) {
    const fit = units.find((u) => u * ten >= least);
    if (fit === undefined) continue;
    step = fit * ten;
    break;
  }
  const at: number[] = [];
  for (let t = Math.ceil(view.from / step) * step; t <= view.to; t += step) at.push(t);
  return { at, decimals: step >= 1e6 ? 0 : step >= 100_000 ? 1 : step >= 10_000 ? 2 : 3 };
}
