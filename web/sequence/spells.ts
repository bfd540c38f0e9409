// Spells are boxes on a lane: grey for work, red for a call that is blocked, and
// over both, for as long as a program is frozen, one of paper. Of
// several threads at a time each has a row of its own, the first on the lane, the others above it.

import type { Taken } from "../mark/taken";
import type { Spell } from "./things";
import { type Scene, dash, text, width } from "./scene";

// rowsOf each node: how many of its threads are at something at a time.
export function rowsOf(spells: readonly Spell[]): ReadonlyMap<string, number> {
  const rows = new Map<string, number>();
  for (const p of spells) rows.set(p.node, Math.max(rows.get(p.node) ?? 1, p.row + 1));
  return rows;
}

const apart = 1; // px between rows

// Extent is where a spell is on the sheet.
interface Extent {
  readonly from: number;
  readonly now: number;
  readonly to: number;
  readonly y: number;
  readonly half: number; // of its height
}

function extentOf(s: Scene, spell: Spell, rows: number): Extent | undefined {
  const lane = s.axis.y(spell.node);
  if (lane === undefined) return undefined;
  const { rem } = s.sheet;
  const high = rows === 1 ? rem : Math.max(3, Math.min(0.875 * rem, pitch(s) / rows));
  const end = spell.end ?? Math.max(spell.until ?? s.at, s.at);
  return {
    from: s.axis.x(spell.from), now: s.axis.x(Math.min(s.at, end)), to: s.axis.x(end),
    y: lane - spell.row * high, half: high / 2 - (rows === 1 ? 0 : apart / 2),
  };
}

export function box(s: Scene, spell: Spell, rows: number): void {
  const e = extentOf(s, spell, rows);
  if (!e) return;
  const { pen } = s.sheet;
  const { from, now, to, y, half } = e;
  const color = spell.kind === "blocked" ? s.colors.dropInk : s.colors.edge;
  if (now > from) {
    pen.fillStyle = ground(s, spell);
    pen.fillRect(from, y - half, now - from, 2 * half);
  }
  outlined(s, from, y - half, Math.max(from, now), y + half, color, now >= to);
  if (to <= Math.max(now, from)) return;
  pen.fillStyle = s.colors.page;
  pen.fillRect(Math.max(now, from), y - half, to - Math.max(now, from), 2 * half);
  pen.setLineDash(dash);
  outlined(s, Math.max(now, from), y - half, to, y + half, color, true);
  pen.setLineDash([]);
}

function ground(s: Scene, spell: Spell): string {
  return spell.kind === "blocked" ? s.colors.dropTint : spell.kind === "frozen" ? s.colors.page : s.colors.sunk;
}

// Top is the upper edge of what stands on a node's lane between two places; undefined where that is the lane alone.
export type Top = (node: string, x1: number, x2: number) => number | undefined;

export function topOf(s: Scene, spells: readonly Spell[], rows: ReadonlyMap<string, number>): Top {
  const extents = new Map<string, Extent[]>();
  for (const spell of spells) {
    const e = extentOf(s, spell, rows.get(spell.node)!);
    if (e) extents.set(spell.node, [...(extents.get(spell.node) ?? []), e]);
  }
  return (node, x1, x2) => {
    const tops = (extents.get(node) ?? []).filter((e) => e.from < x2 && e.to > x1).map((e) => e.y - e.half);
    return tops.length > 0 ? Math.min(...tops) : undefined;
  };
}

// pitch is what the rows of a lane may take of the way to the next.
function pitch(s: Scene): number {
  const [first, second] = s.axis.lanes;
  return first && second ? 0.9 * (second.y - first.y) : 2 * s.sheet.rem;
}

const face = { size: 0.6875 };

// inside says as much as there is room for beside what is written already.
export function inside(s: Scene, spell: Spell, rows: number, taken: Taken): void {
  const e = extentOf(s, spell, rows);
  const { rem } = s.sheet;
  if (!e || 2 * e.half < 0.7 * rem) return;
  const [from, to] = [Math.max(e.from, s.axis.left) + 0.75 * rem, Math.min(e.to, s.axis.right) - 0.4 * rem];
  const until = spell.until === undefined ? "" : ` until ${(spell.until / 1e6).toFixed(1)} s`;
  for (const words of saysOf(spell, until)) {
    const w = width(s, words, face);
    const placed = from + w <= to ? taken.place({ x: from, y: e.y - 0.4 * rem, w, h: 0.7 * rem }, from, to - w) : undefined;
    if (!placed) continue;
    const halo = placed.x < e.now ? ground(s, spell) : s.colors.page;
    return text(s, words, placed.x, e.y + 0.25 * rem, { color: spell.kind === "blocked" ? s.colors.dropInk : s.colors.ink2, ...face, halo });
  }
}

function saysOf(spell: Spell, until: string): readonly string[] {
  if (spell.kind === "frozen") return ["frozen"];
  if (spell.kind === "blocked") return ["blocked" + until, "blocked"];
  return spell.text ? [`handling ${spell.text}${until}`, spell.text] : [`working${until}`];
}

function outlined(s: Scene, x1: number, y1: number, x2: number, y2: number, color: string, closed: boolean): void {
  const { pen } = s.sheet;
  pen.strokeStyle = color;
  pen.lineWidth = 1;
  pen.beginPath();
  pen.moveTo(x2, y1);
  pen.lineTo(x1, y1);
  pen.lineTo(x1, y2);
  pen.lineTo(x2, y2);
  if (closed) pen.closePath();
  pen.stroke();
}
