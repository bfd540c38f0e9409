// paint draws the chart as it stands at the cursor: solid is what has
// happened, dashed is what is on its way or was recorded after the cursor.

import { within } from "./things";
import { flight, queueing, waiting } from "./flights";
import { labels } from "./labels";
import { counts, cursor, figures, grid, ground, lanes } from "./lanes";
import { point } from "./points";
import type { Hit, Scene } from "./scene";
import { box, rowsOf } from "./spells";

export function paint(s: Scene): readonly Hit[] {
  const flights = within(s.chart.flights, (f) => f.t0, s.view.from, s.view.to, s.chart.longestFlight);
  const points = within(s.chart.points, (p) => p.at, s.view.from, s.view.to, 0);
  const ended = within(s.chart.spells, (p) => p.from, s.view.from, s.view.to, s.chart.longestSpell);
  const spells = [...new Set([...ended, ...s.chart.lasting()])];
  const hits: Hit[] = [];
  ground(s);
  clipped(s, () => grid(s));
  lanes(s, spells.filter((p) => p.kind === "absent"));
  clipped(s, () => {
    const busy = spells.filter((spell) => spell.kind !== "absent");
    for (const spell of busy) box(s, spell, rowsOf(busy, spell.node));
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
  figures(s);
  counts(s);
  return hits;
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
