// Queues: every queue with its depth and high-water mark, every lane with what
// flies in it, and for each socket what has become of all it sent.

import { element, keep } from "../dom/element";
import { nodeOf } from "../mark/naming";
import { inOrder } from "../sequence/axis";
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
  const place = new Map(inOrder(state.nodes).map((n, i) => [n.name, i]));
  const rows = state.links.flatMap((l) => [row(state, l, 0), row(state, l, 1)]).filter((r) => r !== undefined);
  const of = (socket: string): number => place.get(nodeOf(socket)) ?? place.size;
  rows.sort((a, b) => of(a.from) - of(b.from) || of(a.to) - of(b.to));
  for (const r of rows) if (selection?.kind === "link" && selection.id === r.link) r.e.className = "now";
  return element("table", "qs", heads("link", "send", "lane", "receive"), ...rows.map((r) => r.e));
}

interface Row {
  readonly link: string;
  readonly from: string;
  readonly to: string;
  readonly e: HTMLElement;
}

// direction 0 is from the socket that connects to the bound one, 1 the way back.
function row(state: State, l: Link, way: 0 | 1): Row | undefined {
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
  const e = element("tr", "", element("td", "", name),
    outside(from) ? unseen() : queue(l.ends[way].send.length, from?.sendHwm ?? 0),
    queue(flying, l.capacity),
    outside(to) ? unseen() : queue(l.ends[far].receive.length, to?.receiveHwm ?? 0));
  return { link: l.id, from: fromId ?? "", to: toId ?? "", e };
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

// sockets: what has become of all that each has sent, in words.
function sockets(state: State): HTMLElement {
  const rows = state.sockets.map((k) => {
    const name = element("td", "", nameOf(state, k), " ", element("span", "mono", k.type), k.closed ? ", closed" : "");
    return element("tr", "", name, element("td", "", ...told(state, k)));
  });
  return element("table", "fated", heads("socket", "its messages"), ...rows);
}

function told(state: State, k: Socket): (Node | string)[] {
  const f = fatesOf(state, k);
  const fates: readonly (readonly [number, string])[] = [[f.taken, "received"], [f.queued + f.flying, "under way"], [f.filtered, "filtered"], [f.lost, "dropped"]];
  const words: (Node | string)[] = [];
  if (!mute.has(k.type)) words.push(`${f.sent} sent`);
  fates.filter(([n]) => n > 0).forEach(([n, what], i) => words.push(i === 0 ? ": " : ", ", what === "dropped" ? element("span", "bad", `${n} ${what}`) : `${n} ${what}`));
  if (!deaf.has(k.type)) words.push(element("div", "", `${k.received} taken in`));
  return words;
}

function heads(...words: string[]): HTMLElement {
  return element("tr", "", ...words.map((w) => element("th", "", w)));
}
