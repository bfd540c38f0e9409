// Flights slant from lane to lane: solid up to the cursor, dashed beyond.

import type { Taken } from "../mark/taken";
import type { Flight } from "./things";
import { type Scene, crossAt, dash, line, text, width } from "./scene";

// Leg is a straight piece of a flight's way, in time and from lane to lane.
export interface Leg {
  readonly t0: number;
  readonly y0: number;
  readonly t1: number;
  readonly y1: number;
}

// flight slants from the sender's lane to the receiver's.
export function flight(s: Scene, f: Flight): void {
  const chosen = f.message !== undefined && f.message === s.chosen;
  const wide = chosen ? 3 : f.message !== undefined ? 1.5 : 1;
  for (const l of legsOf(s, f)) leg(s, l, colorOf(s, f), wide);
  lost(s, f);
}

export function colorOf(s: Scene, f: Flight): string {
  return f.flow ? s.colors.flow[f.flow].edge : s.colors.edge;
}

// legsOf a flight; what is due but not yet taken goes on beside the lane, and waits there.
export function legsOf(s: Scene, f: Flight): readonly Leg[] {
  const [a, b] = [s.axis.y(f.from), s.axis.y(f.to)];
  if (a === undefined || b === undefined) return [];
  const end = f.end ?? Math.max(f.t1, s.at);
  if (lostAt(f) !== undefined) return [{ t0: f.t0, y0: a, t1: end, y1: between(a, b, f, end) }];
  if (s.axis.x(end) - s.axis.x(f.t1) <= 3) return [{ t0: f.t0, y0: a, t1: f.t1, y1: b }];
  const beside = besideOf(s, a, b);
  const waits = [{ t0: f.t0, y0: a, t1: f.t1, y1: beside }, { t0: f.t1, y0: beside, t1: end, y1: beside }];
  return f.end === undefined ? waits : [...waits, { t0: end, y0: beside, t1: end, y1: b }];
}

// lost marks where on its way it ended.
export function lost(s: Scene, f: Flight): void {
  const [a, b] = [s.axis.y(f.from), s.axis.y(f.to)];
  const end = lostAt(f);
  if (end === undefined || a === undefined || b === undefined) return;
  crossAt(s, s.axis.x(end), between(a, b, f, end), end > s.at);
}

function lostAt(f: Flight): number | undefined {
  return f.lost && f.end !== undefined && f.end < f.t1 ? f.end : undefined;
}

function between(a: number, b: number, f: Flight, at: number): number {
  return a + ((b - a) * (at - f.t0)) / (f.t1 - f.t0);
}

// beside the receiver's lane, on the side it came from.
function besideOf(s: Scene, from: number, to: number): number {
  return to - Math.sign(to - from || 1) * 0.75 * s.sheet.rem;
}

// queueing are, of those that wait at the end of a lane, the one that waits longest in view for each node.
export function queueing(s: Scene, flights: readonly Flight[]): Iterable<Flight> {
  const longest = new Map<string, Flight>();
  const wait = (f: Flight): number => Math.min(f.end ?? s.at, s.at, s.view.to) - Math.max(f.t1, s.view.from);
  for (const f of flights) {
    const other = longest.get(f.to);
    if (wait(f) > 0 && (!other || wait(f) > wait(other))) longest.set(f.to, f);
  }
  return longest.values();
}

// waiting says so on the line of one, which it interrupts.
export function waiting(s: Scene, f: Flight, taken: Taken): void {
  const words = "waits in the lane";
  const { pen, rem } = s.sheet;
  const [a, b] = [s.axis.y(f.from), s.axis.y(f.to)];
  if (a === undefined || b === undefined) return;
  const y = besideOf(s, a, b);
  const [x1, x2] = [Math.max(s.axis.left, s.axis.x(f.t1)), Math.min(s.axis.right, s.axis.x(Math.min(f.end ?? s.at, s.at)))];
  const wide = width(s, words) + 0.6 * rem;
  if (wide > x2 - x1 - rem) return;
  const box = taken.place({ x: (x1 + x2 - wide) / 2, y: y - 0.4 * rem, w: wide, h: 0.75 * rem });
  if (!box) return;
  pen.fillStyle = s.colors.stage;
  pen.fillRect(box.x, box.y, box.w, box.h);
  text(s, words, box.x + 0.3 * rem, y + 0.25 * rem, { color: s.colors.ink2 });
}

// passed is how much of a leg lies before the cursor, 0 to 1.
export function passed(s: Scene, { t0, t1 }: Leg): number {
  return Math.min(1, Math.max(0, t1 === t0 ? (t0 <= s.at ? 1 : 0) : (s.at - t0) / (t1 - t0)));
}

// leg is a line in time, solid up to the cursor and dashed beyond.
function leg(s: Scene, l: Leg, color: string, wide: number): void {
  const [x0, x1] = [s.axis.x(l.t0), s.axis.x(l.t1)];
  const now = passed(s, l);
  const [x, y] = [x0 + (x1 - x0) * now, l.y0 + (l.y1 - l.y0) * now];
  if (now > 0) line(s, x0, l.y0, x, y, color, wide);
  if (now === 1) return;
  s.sheet.pen.setLineDash(dash);
  line(s, x, y, x1, l.y1, color, wide);
  s.sheet.pen.setLineDash([]);
}
