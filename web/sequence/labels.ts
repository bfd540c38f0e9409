// Labels stand above their marks: the message, and above that why it was lost.

import { reasonOf } from "../mark/words";
import type { Point } from "./things";
import { type Scene, text, width } from "./scene";

// labels stand above their marks, those of losses first; one that would touch another is left out.
export function labels(s: Scene, points: readonly Point[]): void {
  const taken = new Map<string, { from: number; to: number }[]>();
  const named = points.filter((p) => (p.kind === "send" || p.kind === "dropped" || p.kind === "failed") && (p.label || p.reason));
  const lost = new Map(points.filter((p) => p.kind === "dropped").map((p) => [`${p.message} ${p.node} ${p.at}`, p.reason]));
  const rank = (p: Point): number => (p.kind === "send" && !lost.has(`${p.message} ${p.node} ${p.at}`) ? 1 : 0);
  for (const p of [...named].sort((a, b) => rank(a) - rank(b) || a.at - b.at)) {
    const y = s.axis.y(p.node);
    if (y === undefined || crowded(s, p, points)) continue;
    const reason = p.kind === "send" ? lost.get(`${p.message} ${p.node} ${p.at}`) : p.reason;
    label(s, p, reason, y, taken);
  }
}

// crowded: lanes stand so close that the label would lie on a mark of the lane above.
function crowded(s: Scene, p: Point, points: readonly Point[]): boolean {
  const i = s.axis.lanes.findIndex((l) => l.node.name === p.node);
  const [above, here] = [s.axis.lanes[i - 1], s.axis.lanes[i]];
  if (!above || !here || here.y - above.y > 1.5 * s.sheet.rem) return false;
  const near = width(s, p.label) / 2 + 0.4 * s.sheet.rem;
  return points.some((o) => o.node === above.node.name && Math.abs(s.axis.x(o.at) - s.axis.x(p.at)) < near);
}

function label(s: Scene, p: Point, reason: string | undefined, y: number, taken: Map<string, { from: number; to: number }[]>): void {
  const { rem } = s.sheet;
  const name = p.kind === "failed" ? "" : p.label;
  const [head, tail] = split(name);
  const wide = Math.max(width(s, name), reason ? width(s, reasonOf(reason)) : 0);
  const x = s.axis.x(p.at);
  const [from, to] = [x - wide / 2, x + wide / 2];
  const others = taken.get(p.node) ?? [];
  if (from < s.axis.left - 0.2 * rem || others.some((o) => from < o.to + 0.45 * rem && to > o.from - 0.45 * rem)) return;
  taken.set(p.node, [...others, { from, to }]);
  const base = y - 0.62 * rem;
  const later = p.seq > s.seq;
  const start = x - width(s, name) / 2;
  text(s, head, start, base, { color: later ? s.colors.ink3 : s.colors.ink, weight: 500, halo: true });
  text(s, tail, start + width(s, head), base, { color: s.colors.ink3, halo: true });
  if (reason) text(s, reasonOf(reason), x - width(s, reasonOf(reason)) / 2, base - (name ? 0.85 * rem : 0), { color: s.colors.dropInk, weight: 600, halo: true });
}

// split a name into what it is and its number: "NYC ", "#16".
function split(name: string): readonly [string, string] {
  const i = name.lastIndexOf("#");
  return i < 0 ? [name, ""] : [name.slice(0, i), name.slice(i)];
}
