// Flights slant from lane to lane: solid up to the cursor, dashed beyond.

import type { Flight } from "./things";
import { type Scene, crossAt, dash, line, text, width } from "./scene";

// flight slants from the sender's lane to the receiver's. What is due but not
// yet taken goes on beside the lane, and waits there.
export function flight(s: Scene, f: Flight): void {
  const [a, b] = [s.axis.y(f.from), s.axis.y(f.to)];
  if (a === undefined || b === undefined) return;
  const color = f.flow ? s.colors.flow[f.flow].edge : s.colors.edge;
  const chosen = f.message !== undefined && f.message === s.chosen;
  const wide = chosen ? 3 : f.message !== undefined ? 1.5 : 1;
  const end = f.end ?? Math.max(f.t1, s.at);
  if (f.lost && end < f.t1) {
    const part = (end - f.t0) / (f.t1 - f.t0);
    const y = a + (b - a) * part;
    leg(s, f.t0, a, end, y, color, wide);
    crossAt(s, s.axis.x(end), y, end > s.at);
    return;
  }
  const waits = s.axis.x(end) - s.axis.x(f.t1) > 3;
  const beside = waits ? besideOf(s, a, b) : b;
  leg(s, f.t0, a, f.t1, beside, color, wide);
  if (!waits) return;
  leg(s, f.t1, beside, end, beside, color, wide);
  if (f.end !== undefined) leg(s, end, beside, end, b, color, wide);
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

export function waiting(s: Scene, f: Flight): void {
  const words = "waits in the lane";
  const [a, b] = [s.axis.y(f.from), s.axis.y(f.to)];
  if (a === undefined || b === undefined) return;
  const y = besideOf(s, a, b);
  const [x1, x2] = [Math.max(s.axis.left, s.axis.x(f.t1)), Math.min(s.axis.right, s.axis.x(Math.min(f.end ?? s.at, s.at)))];
  const wide = width(s, words);
  if (wide > x2 - x1 - s.sheet.rem) return;
  text(s, words, (x1 + x2 - wide) / 2, y + 0.25 * s.sheet.rem, { color: s.colors.ink2, halo: true });
}

// leg is a line in time, solid up to the cursor and dashed beyond.
function leg(s: Scene, t0: number, y0: number, t1: number, y1: number, color: string, wide: number): void {
  const [x0, x1] = [s.axis.x(t0), s.axis.x(t1)];
  const now = Math.min(1, Math.max(0, t1 === t0 ? (t0 <= s.at ? 1 : 0) : (s.at - t0) / (t1 - t0)));
  const [x, y] = [x0 + (x1 - x0) * now, y0 + (y1 - y0) * now];
  if (now > 0) line(s, x0, y0, x, y, color, wide);
  if (now === 1) return;
  s.sheet.pen.setLineDash(dash);
  line(s, x, y, x1, y1, color, wide);
  s.sheet.pen.setLineDash([]);
}
