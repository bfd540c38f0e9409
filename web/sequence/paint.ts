// paint draws the chart as it stands at the cursor: solid is what has
// happened, dashed is what is on its way or was recorded after the cursor.

import { acts } from "./acts";
import { thin } from "./thin";
import { within, type Flight, type Point, type Spell } from "./things";
import { flight, queueing, waiting } from "./flights";
import { labels } from "./labels";
import { counts, cursor, figures, grid, ground, lanes } from "./lanes";
import { point } from "./points";
import type { Hit, Scene } from "./scene";
import { box, rowsOf } from "./spells";

export function paint(s: Scene): readonly Hit[] {
  const flights = flightsOf(s);
  const points = pointsOf(s);
  const spells = spellsOf(s);
  const hits: Hit[] = [];
  ground(s);
  clipped(s, () => grid(s));
  lanes(s, spells.filter((p) => p.kind === "absent"));
  clipped(s, () => {
    const busy = spells.filter((spell) => spell.kind !== "absent");
    const rows = rowsOf(busy);
    for (const spell of busy) box(s, spell, rows.get(spell.node)!);
    for (const f of flights) if (f.message === undefined) flight(s, f);
    for (const f of flights) if (f.message !== undefined) flight(s, f);
    for (const f of queueing(s, flights)) waiting(s, f);
  });
  cursor(s);
  clipped(s, () => {
    labels(s, points);
    for (const p of points) if (p.kind === "note") point(s, p, hits);
    for (const p of points) if (p.kind !== "note") point(s, p, hits);
  });
  acts(s, hits);
  figures(s);
  counts(s);
  return hits;
}

// Closer than this, px, marks of one kind cannot be told apart.
const apart = { flights: 3, points: 3, spells: 2 } as const;

function flightsOf(s: Scene): readonly Flight[] {
  const all = within(s.chart.flights, (f) => f.t0, s.view.from, s.view.to, s.chart.longestFlight);
  return thin(all, apart.flights, (f) => s.axis.x(f.t0), (f) => s.axis.x(f.end ?? f.t1), (f) => f.lost !== undefined || chosen(s, f.message));
}

function pointsOf(s: Scene): readonly Point[] {
  const all = within(s.chart.points, (p) => p.at, s.view.from, s.view.to, 0);
  return thin(all, apart.points, (p) => s.axis.x(p.at), (p) => s.axis.x(p.at), (p) => p.kind === "dropped" || p.kind === "failed" || chosen(s, p.message));
}

function spellsOf(s: Scene): readonly Spell[] {
  const ended = within(s.chart.spells, (p) => p.from, s.view.from, s.view.to, s.chart.longestSpell);
  const all = [...new Set([...ended, ...s.chart.lasting()])];
  return thin(all, apart.spells, (p) => s.axis.x(p.from), (p) => s.axis.x(p.end ?? s.view.to), (p) => p.kind === "absent");
}

function chosen(s: Scene, message: number | undefined): boolean {
  return message !== undefined && message === s.chosen;
}

// clipped draws within the time in view; marks may stand out by their own size.
function clipped(s: Scene, draw: () => void): void {
  const { pen, rem } = s.sheet;
  pen.save();
  pen.beginPath();
  pen.rect(s.axis.left - 1, 0, s.axis.right - s.axis.left + 0.4 * rem, s.sheet.height);
  pen.clip();
  draw();
  pen.restore();
}
