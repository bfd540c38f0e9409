// Legs are the short ways that copies of messages go when the reader steps on:
// into a queue, up in it, out onto the lane, off it, into the program. What flies
// before and after needs none: its place is a function of the time shown.

import { radius } from "./dots";
import { fly } from "./flights";
import { queueAt, slotRadius } from "./queue";
import type { Track } from "./routes";
import { wayOf, type Scene } from "./scene";

// Spot is where a copy stands on its way, and how large it is drawn there.
export interface Spot {
  readonly way: string;
  readonly message: number;
  readonly flies: boolean;
  readonly distance: number;
  readonly r: number;
}

export interface Leg {
  readonly track: Track;
  readonly from: Spot;
  readonly to: Spot;
}

export type Spots = ReadonlyMap<string, Spot>;

// spots of all copies as the scene shows them at that time, `part` of their legs behind them.
export function spots(s: Scene, now: number, part: number): Spots {
  const all = s.tracks.flatMap((t) => [...flying(t, now), ...queued(t, "send", s), ...queued(t, "receive", s)]);
  return new Map([...all, ...s.legs.map((l) => along(l, part))].map((x) => [`${x.way} ${x.message}`, x]));
}

function flying(t: Track, now: number): Spot[] {
  return fly(t, now, false).flatMap(({ flight, distance }) =>
    flight.message === undefined ? [] : [{ way: wayOf(t), message: flight.message, flies: true, distance, r: radius }]);
}

function queued(t: Track, which: "send" | "receive", s: Scene): Spot[] {
  const q = queueAt(t, which, s);
  if (!q) return [];
  const r = slotRadius(t, s.frame.turned);
  return q.messages.slice(0, t.slots.most).map((message, i) => ({ way: wayOf(t), message, flies: false, distance: q.span.to - t.slots.pitch * (i + 0.5), r }));
}

// legs from the spots before a step to those of the scene after it.
export function legs(before: Spots, s: Scene, now: number): Leg[] {
  const after = spots(s, now, 1);
  return s.tracks.flatMap((track) => {
    const way = wayOf(track);
    const here = [...new Map([...before, ...after])].filter(([, spot]) => spot.way === way);
    return here.flatMap(([key, spot]) => {
      const from = before.get(key) ?? end(spot, s, ["queued", "sent"], 0);
      const to = after.get(key) ?? end(spot, s, ["arrived", "received"], track.path.length);
      return from && to && moves(from, to) ? [{ track, from, to }] : [];
    });
  });
}

// end of a way: the event is that this copy came out of its sender, or into its receiver. A lost one falls.
function end(spot: Spot, { event }: Scene, kinds: readonly string[], distance: number): Spot | undefined {
  if (event?.message !== spot.message || !kinds.includes(event.kind)) return undefined;
  return { ...spot, flies: false, distance };
}

// moves: what flies before and after, time moves.
function moves(from: Spot, to: Spot): boolean {
  return !(from.flies && to.flies) && Math.abs(from.distance - to.distance) > 1;
}

// along a leg, so much of it.
export function along({ from, to }: Leg, part: number): Spot {
  return { ...from, flies: false, distance: from.distance + (to.distance - from.distance) * part, r: from.r + (to.r - from.r) * part };
}
