// Every message has one fate. The bar shows how those of one sender stand:
//
//	sent = received + queued + in flight + filtered + dropped

import { element, keep, write } from "../dom/element";
import { named } from "../mark/naming";
import type { Flow, Link, Socket, State } from "../model/types";
import type { Store } from "../session/store";

export interface Fates {
  readonly sent: number;
  readonly taken: number;
  readonly queued: number;
  readonly flying: number;
  readonly filtered: number;
  readonly lost: number;
}

export function fatesOf(state: State, socket: Socket): Fates {
  const mine = state.links.filter((l) => l.from === socket.id || l.to === socket.id);
  const from = new Set(state.messages.filter((m) => m.from === socket.id).map((m) => m.id));
  let queued = 0;
  let flying = 0;
  for (const l of mine) {
    const near = l.from === socket.id ? 0 : 1;
    queued += l.ends[near].send.length + l.ends[1 - near as 0 | 1].receive.filter((id) => from.has(id)).length;
    flying += new Set(l.lanes[near].map((f) => f.message).filter((m) => m !== undefined)).size; // one message may fly in several parcels
  }
  const lost = Object.values(socket.dropped).reduce((a, b) => a + b, 0);
  return { sent: socket.sent, taken: socket.taken, queued, flying, filtered: socket.filtered, lost };
}

const words: readonly (readonly [keyof Fates, string])[] = [
  ["taken", "received"], ["queued", "queued"], ["flying", "in flight"], ["filtered", "filtered"], ["lost", "dropped"],
];

export function fateBar(root: HTMLElement, store: Store): () => void {
  const title = element("h2");
  const bar = element("div", "bar");
  bar.setAttribute("role", "img");
  const list = element("dl");
  const parts = new Map(words.map(([key]) => [key, element("i", key)]));
  const terms = new Map(words.map(([key, word]) => [key, element("div", key === "lost" ? "bad" : "", element("dt"), element("dd", "", word))]));
  const flows = new Map<string, Flow>(); // by socket: what it sent last, as far as seen
  let last: string | undefined;
  return () => {
    const socket = senderOf(store, last);
    root.hidden = !socket;
    if (!socket) return;
    last = socket.id;
    const fates = fatesOf(store.state, socket);
    const shown = words.filter(([key]) => fates[key] > 0 || key === "taken" || (key === "lost" && socket.sent > 0));
    write(title, `${fates.sent} sent by ${nameOf(store.state, socket)}`);
    bar.className = `bar ${flowFrom(store, socket, flows)}`;
    for (const [key] of words) parts.get(key)!.style.flexGrow = String(fates[key]);
    const drawn = words.filter(([key]) => fates[key] > 0).map(([key]) => parts.get(key)!);
    keep(bar, drawn.length > 0 ? drawn : [none]);
    for (const [key] of shown) write(terms.get(key)!.firstChild as Element, String(fates[key]));
    terms.get("lost")!.classList.toggle("bad", fates.lost > 0);
    keep(list, shown.map(([key]) => terms.get(key)!));
    bar.setAttribute("aria-label", shown.map(([key, word]) => `${fates[key]} ${word}`).join(", "));
    keep(root, [title, bar, list]);
  };
}

const none = element("i", "none");

// senderOf the moment: of the chosen message, node or link, of the event's message, or the last one shown.
function senderOf(store: Store, last: string | undefined): Socket | undefined {
  const { selection, event } = store;
  const wanted =
    selection?.kind === "node" ? bySent(store.state, (k) => k.node === selection.name) :
    selection?.kind === "socket" ? store.socket(selection.id) :
    selection?.kind === "link" ? linked(store.state, store.link(selection.id)) :
    selection?.kind === "message" ? store.socket(named(store.history, selection.id).from ?? "") : undefined;
  if (wanted) return wanted;
  const from = named(store.history, event?.message).from;
  const now = store.socket(from ?? "") ?? store.socket(last ?? "");
  return now && now.sent > 0 ? now : bySent(store.state, () => true);
}

function bySent(state: State, admit: (k: Socket) => boolean): Socket | undefined {
  return state.sockets.filter(admit).reduce<Socket | undefined>((best, k) => (k.sent > (best?.sent ?? 0) ? k : best), undefined);
}

function linked(state: State, link: Link | undefined): Socket | undefined {
  return link && bySent(state, (k) => k.id === link.from || k.id === link.to);
}

// nameOf a socket is its node's, and its own where the node has several.
export function nameOf(state: State, socket: Socket): string {
  return state.sockets.filter((k) => k.node === socket.node).length > 1 ? `${socket.node}, ${socket.id.slice(socket.node.length + 1)}` : socket.node;
}

const usual: Readonly<Record<string, Flow>> = { PUB: "publish", XPUB: "publish", PUSH: "task", REQ: "request", DEALER: "request", REP: "reply", ROUTER: "reply" };

// flowFrom a socket is that of a message it has under way, or has sent last, or what its type is mostly for.
function flowFrom(store: Store, socket: Socket, flows: Map<string, Flow>): Flow {
  const now = named(store.history, store.event?.message);
  if (now.flow && now.from === socket.id) return now.flow;
  const flow = store.state.messages.find((m) => m.from === socket.id)?.flow ?? lastSent(store, socket.id) ?? flows.get(socket.id) ?? usual[socket.type] ?? "control";
  flows.set(socket.id, flow);
  return flow;
}

const farthest = 400; // events looked back at

function lastSent({ history, cursor }: Store, socket: string): Flow | undefined {
  for (let seq = cursor.seq; seq > Math.max(history.first - 1, cursor.seq - farthest); seq--) {
    const e = history.event(seq);
    if (e?.kind === "send" && e.socket === socket && e.flow) return e.flow;
  }
  return undefined;
}
