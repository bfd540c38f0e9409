// The ground of the sequence: the lanes, the time axis, the cursor and what
// each program has received.

import { titleOf } from "../mark/naming";
import { ticks } from "./axis";
import type { Spell } from "./things";
import { type Scene, line, short, text, width } from "./scene";

export function ground(s: Scene): void {
  const x = Math.max(s.axis.left, s.axis.x(s.at));
  if (x >= s.axis.right) return;
  s.sheet.pen.fillStyle = s.colors.page;
  s.sheet.pen.fillRect(x, s.axis.top, s.axis.right - x, s.axis.bottom - s.axis.top);
}

export function grid(s: Scene): void {
  for (const t of ticks(s.axis, s.view, 6 * s.sheet.rem).at) {
    line(s, Math.round(s.axis.x(t)) + 0.5, s.axis.top, Math.round(s.axis.x(t)) + 0.5, s.axis.bottom, s.colors.hair, 1);
  }
}

export function lanes(s: Scene, absences: readonly Spell[]): void {
  const { pen, rem } = s.sheet;
  for (const { node, y } of s.axis.lanes) {
    let x = s.axis.left;
    for (const a of absences) {
      if (a.node !== node.name) continue;
      const from = clamp(s, s.axis.x(a.from));
      const to = clamp(s, s.axis.x(a.end ?? s.view.to));
      lane(s, x, from, y, node.outside ? [5, 4] : []);
      lane(s, from, to, y, [1, 6]); // its program does not run
      x = to;
    }
    lane(s, x, s.axis.right, y, node.outside ? [5, 4] : []);
    pen.setLineDash([]);
    text(s, short(s, titleOf(node), s.axis.left - 0.6 * rem), 0, y + 0.28 * rem, { color: s.colors.ink, weight: 500 });
  }
}

export function lane(s: Scene, from: number, to: number, y: number, dashes: readonly number[]): void {
  if (to <= from) return;
  s.sheet.pen.setLineDash([...dashes]);
  line(s, from, y, to, y, s.colors.edge, 1.5);
}

function clamp(s: Scene, x: number): number {
  return Math.min(s.axis.right, Math.max(s.axis.left, x));
}

export function cursor(s: Scene): void {
  const x = s.axis.x(s.at);
  if (x < s.axis.left - 1 || x > s.axis.right + 1) return;
  line(s, x, s.axis.top, x, s.axis.bottom, s.colors.accent, 2);
}

export function figures(s: Scene): void {
  const { rem } = s.sheet;
  const y = s.axis.bottom + 0.95 * rem;
  const { at, decimals } = ticks(s.axis, s.view, 6 * rem);
  const here = `${(s.at / 1e6).toFixed(Math.max(1, decimals))} s`;
  const x = s.axis.x(s.at);
  const wide = width(s, here);
  const shown = x >= s.axis.left - 1 && x <= s.axis.right + 1;
  if (shown) text(s, here, x - wide / 2, y, { color: s.colors.accent, weight: 600 });
  for (const t of at) {
    const words = `${(t / 1e6).toFixed(decimals)} s`;
    const half = width(s, words) / 2;
    if (shown && Math.abs(s.axis.x(t) - x) < half + wide / 2 + 0.5 * rem) continue;
    text(s, words, s.axis.x(t) - half, y, { color: s.colors.ink3 });
  }
}

const silent = new Set(["PUB", "PUSH"]); // they receive nothing

// counts in the right margin: what each program has received.
export function counts(s: Scene): void {
  const { rem } = s.sheet;
  const right = s.sheet.width;
  let any = false;
  for (const { node, y } of s.axis.lanes) {
    const mine = s.sockets.filter((k) => k.node === node.name && !silent.has(k.type));
    if (mine.length === 0) continue;
    any = true;
    // what an outside program takes is not told by it: what was handed over to it counts
    const words = String(node.outside ? s.chart.takenBy(node.name, s.seq) : mine.reduce((sum, k) => sum + k.received, 0));
    text(s, words, right - width(s, words), y + 0.28 * rem, { color: s.colors.ink, weight: 500 });
  }
  if (any && right - s.axis.right > 4 * rem) text(s, "received", right - width(s, "received"), s.axis.top - 1.1 * rem, { color: s.colors.ink3 });
}
