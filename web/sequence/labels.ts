// Labels stand above their marks: the message, and above that why it was lost.

import type { Taken } from "../mark/taken";
import { reasonOf } from "../mark/words";
import { type Scene, text, width } from "./scene";
import type { Top } from "./spells";
import type { Point } from "./things";

// labels stand above their marks, those of what is chosen first, and then of losses; one that would touch other words is left out.
export function labels(s: Scene, points: readonly Point[], top: Top, taken: Taken): void {
  const named = points.filter((p) => (p.kind === "send" || p.kind === "dropped" || p.kind === "failed") && (p.label || p.reason));
  const lost = new Map(points.filter((p) => p.kind === "dropped").map((p) => [`${p.message} ${p.node} ${p.at}`, p.reason]));
  const rank = (p: Point): number => {
    if (p.message !== undefined && p.message === s.chosen) return -1;
    return p.kind === "send" && !lost.has(`${p.message} ${p.node} ${p.at}`) ? 1 : 0;
  };
  for (const p of [...named].sort((a, b) => rank(a) - rank(b) || a.at - b.at)) {
    const y = s.axis.y(p.node);
    if (y === undefined || crowded(s, p, points)) continue;
    const reason = p.kind === "send" ? lost.get(`${p.message} ${p.node} ${p.at}`) : p.reason;
    label(s, p, reason, y, top, taken);
  }
}

// crowded: lanes stand so close that the label would lie on a mark of the lane above.
function crowded(s: Scene, p: Point, points: readonly Point[]): boolean {
  const above = laneAbove(s, p.node);
  const here = s.axis.y(p.node)!;
  if (above === undefined || here - above > 1.5 * s.sheet.rem) return false;
  const node = s.axis.lanes.find((l) => l.y === above)!.node.name;
  const near = width(s, p.label) / 2 + 0.4 * s.sheet.rem;
  return points.some((o) => o.node === node && Math.abs(s.axis.x(o.at) - s.axis.x(p.at)) < near);
}

function laneAbove(s: Scene, node: string): number | undefined {
  return s.axis.lanes[s.axis.lanes.findIndex((l) => l.node.name === node) - 1]?.y;
}

const bold = { weight: 600 };

function label(s: Scene, p: Point, reason: string | undefined, y: number, top: Top, taken: Taken): void {
  const { rem } = s.sheet;
  const name = p.kind === "failed" ? "" : p.label;
  const [head, tail] = split(name);
  const why = reason ? reasonOf(reason) : "";
  const wide = Math.max(width(s, name), width(s, why, bold));
  const x = s.axis.x(p.at);
  const [from, to] = [x - wide / 2, x + wide / 2];
  if (from < s.axis.left - 0.2 * rem || to > s.axis.right + 0.3 * rem) return;
  const base = baseOf(s, p.node, y, top(p.node, from, to));
  const high = (name && why ? 1.5 : 0.65) * rem;
  if (!taken.place({ x: from - 0.2 * rem, y: base - high, w: wide + 0.4 * rem, h: high + 0.1 * rem })) return;
  const start = x - width(s, name) / 2;
  text(s, head, start, base, { color: p.seq > s.seq ? s.colors.ink3 : s.colors.ink, weight: 500, halo: true });
  text(s, tail, start + width(s, head), base, { color: s.colors.ink3, halo: true });
  if (why) text(s, why, x - width(s, why, bold) / 2, base - (name ? 0.85 * rem : 0), { color: s.colors.dropInk, ...bold, halo: true });
}

// baseOf a label is above what stands on the lane, unless it would touch the lane above then.
function baseOf(s: Scene, node: string, y: number, top: number | undefined): number {
  const { rem } = s.sheet;
  const usual = y - 0.62 * rem;
  const raised = Math.min(usual, (top ?? y) - 0.28 * rem);
  const above = laneAbove(s, node);
  return above === undefined || raised - 0.6 * rem > above + 0.1 * rem ? raised : usual;
}

// split a name into what it is and its number: "NYC ", "#16".
function split(name: string): readonly [string, string] {
  const i = name.lastIndexOf("#");
  return i < 0 ? [name, ""] : [name.slice(0, i), name.slice(i)];
}
