// What flies, on a canvas over the stage, anew on each frame. A parcel's place
// is f(world time): (now - t0) / (t1 - t0) of its lane. Those that are due but
// not taken stand in line at the end of it; what is held stands where it was, and
// what is behind it waits there too.

import type { Pen } from "../dom/pen";
import type { Flight } from "../model/types";
import { stands } from "./altered";
import { drawCrowd, drawHeld, drawOne, thinned } from "./dots";
import { drawCount, drawLabels, drawWaiting } from "./labels";
import { standing } from "./line_words";
import type { Point } from "./path";
import type { Track } from "./routes";
import { onLeg, type Scene } from "./scene";
import { Taken } from "../mark/taken";

export interface Flying {
  readonly flight: Flight;
  readonly distance: number; // along its way
  readonly at: Point;
  readonly angle: number;
  readonly waits: boolean;
}

const apart = 21; // between messages that stand in line
const calmSteps = 6; // with reduced motion a message stands at the start, the sixths and the end of its way

export function fly(t: Track, now: number, calm: boolean): Flying[] {
  let free = t.flight.to; // nothing may stand beyond this
  const long = t.flight.to - t.flight.from;
  return t.link.lanes[t.lane].map((flight) => {
    const still = stands(flight, t.link, t.lane);
    const part = progress(flight, still ? Math.min(now, flight.since ?? now) : now, calm);
    const distance = Math.min(t.flight.from + long * part, free);
    const waits = !still && now >= flight.t1;
    if (waits || still) free = Math.max(t.flight.from, distance - (flight.message ? apart : 12));
    return { flight, distance, at: t.path.at(distance), angle: t.path.angle(distance), waits };
  });
}

function progress(f: Flight, now: number, calm: boolean): number {
  const part = f.t1 > f.t0 ? Math.max(0, Math.min(1, (now - f.t0) / (f.t1 - f.t0))) : 1;
  return calm ? Math.round(part * calmSteps) / calmSteps : part;
}

const crowd = 40; // more than so many on one lane hide each other: they are thinned out, and counted in words

export function drawFlights(pen: Pen, s: Scene, now: number, calm: boolean): void {
  const taken = new Taken(standing(s));
  for (const t of s.tracks) {
    const flying = fly(t, now, calm).filter((f) => !onLeg(s, t, f.flight.message));
    if (flying.length === 0) continue;
    const crowded = flying.length > crowd;
    if (crowded) drawCrowd(pen, thinned(flying, s), s);
    else for (const f of flying) drawOne(pen, f.flight.message, f.at, f.angle, s);
    for (const f of flying) if (f.flight.held) drawHeld(pen, f);
    const waiting = flying.filter((f) => f.waits && f.flight.message);
    if (waiting.length > 1) drawWaiting(pen, waiting, t, s, taken);
    if (crowded) drawCount(pen, flying.filter((f) => f.flight.message).length, t, s, taken);
    else drawLabels(pen, flying.filter((f) => f.flight.message && !(f.waits && waiting.length > 1)), t, s, taken);
  }
}

// nearest is the message that flies closest to a point, for a pointer.
export function nearest(s: Scene, now: number, calm: boolean, at: Point): number | undefined {
  let best: { id: number; far: number } | undefined;
  for (const t of s.tracks) {
    for (const f of fly(t, now, calm)) {
      const far = Math.hypot(f.at.x - at.x, f.at.y - at.y);
      if (f.flight.message && far < 18 && (!best || far < best.far)) best = { id: f.flight.message, far };
    }
  }
  return best?.id;
}
