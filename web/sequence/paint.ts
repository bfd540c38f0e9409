// paint draws the chart as it stands at the cursor: solid is what has
// happened, dashed is what is on its way or was recorded after the cursor.

import { Press } from "../mark/stamp";
import { Taken } from "../mark/taken";
import { acts } from "./acts";
import { flight, queueing, waiting } from "./flights";
import { labels } from "./labels";
import { counts, cursor, figures, grid, ground, lanes } from "./lanes";
import { point } from "./points";
import type { Hit, Scene } from "./scene";
import { box, inside, rowsOf, topOf } from "./spells";
import { strands } from "./strands";
import { joined, thin } from "./thin";
import { within, type Flight, type Point, type Spell } from "./things";

export function paint(s: Scene): readonly Hit[] {
  const flights = flightsOf(s);
  const points = pointsOf(s);
  const spells = spellsOf(s);
  const hits: Hit[] = [];
  ground(s);
  clipped(s, () => grid(s));
  lanes(s, spells.filter((p) => p.kind === "absent"));
  const taken = new Taken();
  const busy = spells.filter((spell) => spell.kind !== "absent");
  const rows = rowsOf(busy);
  clipped(s, () => {
    for (const spell of busy) box(s, spell, rows.get(spell.node)!);
    if (flights.length > many) strands(s, flights);
    else for (const f of messagesLast(flights)) flight(s, f);
    for (const f of queueing(s, flights)) waiting(s, f, taken);
  });
  cursor(s);
  clipped(s, () => {
    labels(s, points, topOf(s, busy, rows), taken);
    for (const p of points) occupy(s, p, taken);
    for (const spell of busy) inside(s, spell, rows.get(spell.node)!, taken);
    const press = points.length > many ? Press.for(s.sheet.pen) : undefined;
    for (const p of points) if (p.kind === "note") point(s, p, hits, press);
    for (const p of points) if (p.kind !== "note") point(s, p, hits, press);
  });
  acts(s, hits);
  figures(s);
  counts(s);
  return hits;
}

// occupy keeps words within boxes clear of the marks on them.
function occupy(s: Scene, p: Point, taken: Taken): void {
  const y = s.axis.y(p.node);
  const r = 0.36 * s.sheet.rem;
  if (y !== undefined) taken.add({ x: s.axis.x(p.at) - r, y: y - r, w: 2 * r, h: 2 * r });
}

const many = 150; // more marks than so many are drawn the cheap way
const crowd = 400; // more marks in view than so many are thinned out
const apart = 6; // px: what is left to stand beside each other then

function flightsOf(s: Scene): readonly Flight[] {
  const all = within(s.chart.flights, (f) => f.t0, s.view.from, s.view.to, s.chart.longestFlight);
  if (all.length <= crowd) return all;
  return thin(all, apart, (f) => s.axis.x(f.t0), (f) => s.axis.x(f.end ?? f.t1), (f) => f.lost !== undefined || chosen(s, f.message));
}

function pointsOf(s: Scene): readonly Point[] {
  const all = within(s.chart.points, (p) => p.at, s.view.from, s.view.to, 0);
  if (all.length <= crowd) return all;
  return thin(all, apart, (p) => s.axis.x(p.at), (p) => s.axis.x(p.at), (p) => p.kind === "dropped" || p.kind === "failed" || chosen(s, p.message));
}

function spellsOf(s: Scene): readonly Spell[] {
  const ended = within(s.chart.spells, (p) => p.from, s.view.from, s.view.to, s.chart.longestSpell);
  const all = [...new Set([...ended, ...s.chart.lasting()])];
  return all.length <= crowd ? all : joined(all, apart / 2, (at) => s.axis.x(at));
}

function messagesLast(flights: readonly Flight[]): readonly Flight[] {
  return [...flights.filter((f) => f.message === undefined), ...flights.filter((f) => f.message !== undefined)];
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
