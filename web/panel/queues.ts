// Queues: every queue with its depth and high-water mark, every lane with what
// flies in it, and for each socket what has become of all it sent.

import { element, keep } from "../dom/element";
import { nodeOf } from "../mark/naming";
import { depth } from "../mark/words";
import type { Link, Socket, State } from "../model/types";
import type { Store } from "../session/store";
import { fatesOf, nameOf } from "./fates";
import type { Draw } from "./panel";

const mute = new Set(["SUB", "PULL"]); // their programs send nothing
const deaf = new Set(["PUB", "PUSH"]); // theirs receive nothing

export function queues(root: HTMLElement, store: Store): Draw {
  return (changed) => {
    if (root.hidden || !(changed.state || changed.selection)) return;
    keep(root, [links(store), note(store.state), sockets(store.state)]);
  };
}

function links(store: Store): HTMLElement {
  const { state, selection } = store;
  const rows = state.links.flatMap((l) => [direction(state, l, 0), direction(state, l, 1)].map((tr) => {
    if (tr && selection?.kind === "link" && selection.id === l.id) tr.className = "now";
    return tr;
  })).filter((tr) => tr !== undefined);
  const head = heads("link", "send", "lane", "receive");
  return element("table", "qs", head, ...rows);
}

// direction 0 is from the socket that connects to the bound one, 1 the way back.
function direction(state: State, l: Link, way: 0 | 1): HTMLElement | undefined {
  const [fromId, toId] = way === 0 ? [l.from, l.to] : [l.to, l.from];
  const from = state.sockets.find((k) => k.id === fromId);
  const to = state.sockets.find((k) => k.id === toId);
  if (from && mute.has(from.type)) return undefined;
  if (to && deaf.has(to.type)) return undefined;
  if (!from && l.status !== "connected") return undefined;
  const far = (1 - way) as 0 | 1;
  const outside = (k: Socket | undefined): boolean => state.nodes.some((n) => n.name === k?.node && n.outside);
  const flying = l.lanes[way].length;
  const name = `${nodeOf(fromId) || "nobody yet"} to ${nodeOf(toId) || "nobody yet"}`;
  return element("tr", "", element("td", "", name),
    outside(from) ? unseen() : queue(l.ends[way].send.length, from?.sendHwm ?? 0),
    queue(flying, l.capacity),
    outside(to) ? unseen() : queue(l.ends[far].receive.length, to?.receiveHwm ?? 0));
}

function queue(n: number, hwm: number): HTMLElement {
  const full = hwm > 0 && n >= hwm;
  return element("td", full ? "bad" : "", depth(n, hwm) + (full ? " full" : ""));
}

function unseen(): HTMLElement {
  return element("td", "", "not visible");
}

function note(state: State): HTMLElement {
  const words = state.links.length === 0 ? "No connection yet." : "Depth and high-water mark; a figure alone has no limit.";
  return element("p", "note", words);
}

function sockets(state: State): HTMLElement {
  const rows = state.sockets.map((k) => {
    const f = fatesOf(state, k);
    const figures = [f.sent, f.taken, f.queued + f.flying, f.filtered, f.lost];
    return element("tr", "", element("td", "", `${nameOf(state, k)} ${k.type}${k.closed ? ", closed" : ""}`),
      ...figures.map((n, i) => element("td", i === 4 && n > 0 ? "num bad" : "num", mute.has(k.type) ? "" : String(n))), element("td", "num", deaf.has(k.type) ? "" : String(k.received)));
  });
  const head = heads("socket", "sent", "taken", "way", "filtered", "lost", "got");
  return element("table", "qs counts", head, ...rows);
}

function heads(...words: string[]): HTMLElement {
  return element("tr", "", ...words.map((w) => element("th", "", w)));
}
