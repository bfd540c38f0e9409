// How much room there is beside a way, at a place on it, to the next way.

import type { Point } from "./path";
import type { Track } from "./routes";
import type { Scene } from "./scene";

export interface Room {
  readonly before: number; // above; to the left on a turned stage. Infinite where there is no other way
  readonly after: number;
}

export const close = 110; // ways of a turned stage are, when there is less between them

// Stretch is the straight part of a way, on which its queues and its lane are.
interface Stretch {
  readonly m0: number;
  readonly m1: number;
  readonly cross: number;
}

const known = new WeakMap<Scene, readonly Stretch[]>();

export function roomBeside(at: Point, s: Scene): Room {
  const [main, cross] = s.frame.turned ? [at.y, at.x] : [at.x, at.y];
  let [before, after] = [Infinity, Infinity];
  for (const o of stretches(s)) {
    const apart = o.cross - cross;
    if (main < o.m0 || main > o.m1 || Math.abs(apart) < 1) continue;
    if (apart < 0) before = Math.min(before, -apart);
    else after = Math.min(after, apart);
  }
  return { before, after };
}

function stretches(s: Scene): readonly Stretch[] {
  let found = known.get(s);
  if (!found) known.set(s, (found = s.tracks.map((t) => stretch(t, s.frame.turned))));
  return found;
}

function stretch(t: Track, turned: boolean): Stretch {
  const [a, b] = [t.path.at(t.send?.from ?? t.flight.from), t.path.at(t.receive?.to ?? t.flight.to)];
  const middle = t.path.at((t.flight.from + t.flight.to) / 2);
  const [from, to] = turned ? [a.y, b.y] : [a.x, b.x];
  return { m0: Math.min(from, to), m1: Math.max(from, to), cross: turned ? middle.x : middle.y };
}
