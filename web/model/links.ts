// A link's ends and lanes, and how a state is made that differs in one of them.

import type { End, Event, Lane, Link, State } from "./types";

const bare: End = { send: [], receive: [], topics: [] };

export function onLink(s: State, id: string | undefined, f: (l: Link) => Link): State {
  return { ...s, links: s.links.map((l) => (l.id === id ? f(l) : l)) };
}

// withLink makes sure that the link of e is there; when it is new, `from` connects.
export function withLink(s: State, e: Event & { link: string }, from: string): State {
  if (s.links.some((l) => l.id === e.link)) return s;
  const link: Link = {
    id: e.link, transport: e.transport ?? "", endpoint: e.endpoint ?? "", status: "connecting", from,
    latency: e.latency ?? 0, capacity: e.capacity ?? 0, ends: [bare, bare], lanes: [[], []],
  };
  return { ...s, links: [...s.links, link] };
}

// side is the index of a socket's end, and of the lane that leaves it.
export function side(l: Link, socket: string): 0 | 1 {
  return socket === l.from ? 0 : 1;
}

export function onEnd(l: Link, socket: string, f: (end: End) => End): Link {
  const [a, b] = l.ends;
  return { ...l, ends: side(l, socket) === 0 ? [f(a), b] : [a, f(b)] };
}

export function onLane(l: Link, from: 0 | 1, f: (lane: Lane) => Lane): Link {
  const [a, b] = l.lanes;
  return { ...l, lanes: from === 0 ? [f(a), b] : [a, f(b)] };
}

// gone is an end whose connection is gone.
export function gone(end: End): End {
  return { send: end.send, receive: end.receive, topics: [], held: end.held ?? [] };
}

// left is an end without the message that has left one of its queues.
export function left(end: End, queue: "send" | "receive", id: number | undefined): End {
  const held = end.held ?? [];
  return { ...end, [queue]: without(end[queue], id), held: held.length === 0 ? held : held.filter((h) => h !== id) };
}

// without takes the first of that id out.
export function without(queue: readonly number[], id: number | undefined): readonly number[] {
  const i = id === undefined ? -1 : queue.indexOf(id);
  return i < 0 ? queue : [...queue.slice(0, i), ...queue.slice(i + 1)];
}
