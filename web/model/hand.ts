// What a reader has done to messages and links: held, released, delayed, altered.

import { onEnd, onLane, onLink, side } from "./links";
import type { Event, Flight, Lane, Link, State } from "./types";

type By<K extends Event["kind"]> = Extract<Event, { kind: K }>;

// atHand: one parcel in flight, or one message in a queue, is held or goes on.
export function atHand(s: State, e: By<"held" | "released" | "delayed">): State {
  if (e.place !== "lane") {
    return onLink(s, e.link, (l) => onEnd(l, e.socket, (end) => {
      const others = (end.held ?? []).filter((id) => id !== e.message);
      return { ...end, held: e.kind === "held" ? [...others, e.message!].sort((a, b) => a - b) : others };
    }));
  }
  return onLink(s, e.link, (l) => {
    const way = side(l, e.socket);
    return onLane(l, way, (lane) => inOrder(lane.map((f) => (f.parcel === e.parcel ? caught(f, e, isCut(l, way)) : f))));
  });
}

function caught(f: Flight, e: By<"held" | "released" | "delayed">, cut: boolean): Flight {
  switch (e.kind) {
    case "held":
      return { ...f, held: true, since: f.held || cut ? f.since ?? 0 : e.at };
    case "released":
      return { ...f, held: false, t0: e.t0 ?? 0, t1: e.t1 ?? 0, since: cut ? f.since ?? 0 : 0 };
    case "delayed":
      return { ...f, t1: e.t1 ?? 0 };
  }
}

// standStill: what takes off where nothing crosses stands at the beginning.
export function standStill(l: Link, way: 0 | 1, f: Flight): Flight {
  return isCut(l, way) ? { ...f, since: f.t0 } : f;
}

// alter: a link, or a bound endpoint, is another from here on.
export function alter(s: State, e: By<"altered">): State {
  if (e.link === undefined) {
    const bound = { endpoint: e.endpoint, manner: e.manner ?? "" };
    return { ...s, sockets: s.sockets.map((k) => (k.id !== e.socket ? k : {
      ...k, bound: k.bound.map((b) => (b.endpoint === bound.endpoint ? { ...b, ...bound, endpoint: b.endpoint } : b)),
    })) };
  }
  const ways = e.ways ?? [];
  return onLink(s, e.link, (l) => {
    const turned = ([0, 1] as const).reduce((link, way) => turn(link, way, ways[way]?.cut ?? false, e.at), l);
    return { ...turned, ways, lose: e.lose ?? 0, latency: ways[0]?.latency ?? l.latency, capacity: ways[0]?.capacity ?? 0 };
  });
}

// turn cuts or heals one direction.
function turn(l: Link, way: 0 | 1, cut: boolean, at: number): Link {
  if (cut === isCut(l, way)) return l;
  return onLane(l, way, (lane) => inOrder(lane.map((f) => (f.held ? f : cut ? { ...f, since: at } : goOn(f, at)))));
}

// goOn gives a flight the time back in which it stood still.
function goOn(f: Flight, at: number): Flight {
  const since = f.since ?? 0;
  const pause = f.t1 > since ? at - since : 0;
  return { ...f, t0: f.t0 + pause, t1: f.t1 + pause, since: 0 };
}

function isCut(l: Link, way: 0 | 1): boolean {
  return l.ways?.[way]?.cut ?? false;
}

// inOrder lets none land before the one in front of it.
function inOrder(lane: Lane): Lane {
  let latest = 0;
  return lane.map((f) => {
    latest = Math.max(latest, f.t1);
    return latest === f.t1 ? f : { ...f, t1: latest };
  });
}
