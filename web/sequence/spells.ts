// Spells are boxes on a lane: grey for work, red for a call that is blocked, and
// over both, for as long as a program is frozen, one of paper. Of
// several threads at a time each has a row of its own, the first on the lane, the others above it.

import type { Spell } from "./things";
import { type Scene, dash, text, width } from "./scene";

// rowsOf each node: how many of its threads are at something at a time.
export function rowsOf(spells: readonly Spell[]): ReadonlyMap<string, number> {
  const rows = new Map<string, number>();
  for (const p of spells) rows.set(p.node, Math.max(rows.get(p.node) ?? 1, p.row + 1));
  return rows;
}

const apart = 1; // px between rows

export function box(s: Scene, spell: Spell, rows: number): void {
  const lane = s.axis.y(spell.node);
  if (lane === undefined) return;
  const { pen, rem } = s.sheet;
  const high = rows === 1 ? rem : Math.max(3, Math.min(0.875 * rem, pitch(s) / rows));
  const y = lane - spell.row * high;
  const half = high / 2 - (rows === 1 ? 0 : apart / 2);
  const end = spell.end ?? Math.max(spell.until ?? s.at, s.at);
  const [from, now, to] = [s.axis.x(spell.from), s.axis.x(Math.min(s.at, end)), s.axis.x(end)];
  const red = spell.kind === "blocked";
  const color = red ? s.colors.dropInk : s.colors.edge;
  if (now > from) {
    pen.fillStyle = red ? s.colors.dropTint : spell.kind === "frozen" ? s.colors.page : s.colors.sunk;
    pen.fillRect(from, y - half, now - from, 2 * half);
  }
  outlined(s, from, y - half, Math.max(from, now), y + half, color, now >= to);
  if (to > Math.max(now, from)) {
    pen.fillStyle = s.colors.page;
    pen.fillRect(Math.max(now, from), y - half, to - Math.max(now, from), 2 * half);
    pen.setLineDash(dash);
    outlined(s, Math.max(now, from), y - half, to, y + half, color, true);
    pen.setLineDash([]);
  }
  if (high > 0.75 * rem) inside(s, spell, Math.max(from, s.axis.left), Math.min(to, s.axis.right), y);
}

// pitch is what the rows of a lane may take of the way to the next.
function pitch(s: Scene): number {
  const [first, second] = s.axis.lanes;
  return first && second ? 0.9 * (second.y - first.y) : 2 * s.sheet.rem;
}

// inside says as much as there is room for.
function inside(s: Scene, spell: Spell, from: number, to: number, y: number): void {
  const { rem } = s.sheet;
  const until = spell.until === undefined ? "" : ` until ${(spell.until / 1e6).toFixed(1)} s`;
  const words = saysOf(spell, until).find((w) => width(s, w) < to - from - 0.9 * rem);
  if (!words) return;
  const color = spell.kind === "blocked" ? s.colors.dropInk : s.colors.ink2;
  text(s, words, from + 0.5 * rem, y + 0.25 * rem, { color, size: 0.6875 });
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
