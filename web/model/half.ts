// A half of a duel is drawn by itself: its programs, their sockets, and the
// links that touch them.

import type { Half, Link, Node, Socket, State } from "./types";

// part is what belongs to one half; without one, all there is.
export function part(s: State, half: Half | undefined): State {
  if (!half) return s;
  const nodes = s.nodes.filter((n) => halfOf(n, s.sockets) === half);
  const names = new Set(nodes.map((n) => n.name));
  const sockets = s.sockets.filter((k) => names.has(k.node));
  const ids = new Set(sockets.map((k) => k.id));
  const links = s.links.filter((l: Link) => ids.has(l.from) || ids.has(l.to ?? ""));
  return { ...s, nodes, sockets, links };
}

// halfOf an outside process is the one whose language its socket speaks.
export function halfOf(n: Node, sockets: readonly Socket[]): Half | undefined {
  if (n.half || !n.outside) return n.half;
  return sockets.some((k) => k.node === n.name && k.type === "HTTP") ? "http" : "zeromq";
}

// halfNamed reads what an element of the page says it shows.
export function halfNamed(e: HTMLElement): Half | undefined {
  const name = e.dataset["half"];
  return name === "http" || name === "zeromq" ? name : undefined;
}
