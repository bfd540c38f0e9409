// Scene is all that one picture is drawn from: the state at the cursor, where
// everything stands, and what just fell off.

import { part } from "../model/half";
import type { Event, Flow, Half, Message, Node, State } from "../model/types";
import { find } from "../model/step";
import type { Pattern } from "../session/meta";
import type { Selection, Store } from "../session/store";
import { fallout, type Fallen } from "./fallout";
import { beside, frame, type Frame, type Pane } from "./frame";
import type { Leg } from "./legs";
import { columnsOf, places, portWidth, shown, type Place, type Zone } from "./places";
import { bypasses, routes, type Track } from "./routes";
import { oneWay, type Wiring } from "./wiring";

export interface Scene {
  readonly frame: Frame;
  readonly state: State;
  readonly places: readonly Place[];
  readonly tracks: readonly Track[];
  readonly fallen: readonly Fallen[];
  readonly legs: readonly Leg[]; // what a step sets in motion, while it moves
  readonly event: Event | undefined;
  readonly here: string; // the node that the event is about
  readonly spot: Spot; // where on the picture it happened, while time stands
  readonly selection: Selection | undefined;
  readonly pattern: Pattern | undefined;
  readonly store: Store;
}

export function scene(store: Store, pane: Pane, wiring: Wiring, half?: Half): Scene {
  const whole = known(store);
  const state = part(whole, half);
  const nodeOf = new Map(state.sockets.map((k) => [k.id, k.node]));
  const fit = fitted(state, pane, wiring);
  const round = fit.round;
  const f = half ? beside(fit.frame, fitted(part(whole, half === "http" ? "zeromq" : "http"), pane, wiring).frame, pane) : fit.frame;
  const zone = zoneOf(f, round, columnsOf(shown(state)).length);
  const all = places(f, zone, state, wiring);
  const event = store.event;
  return {
    frame: f, state, places: all, tracks: routes(f, zone, state, all, wiring), fallen: fallout(store), legs: [], event,
    here: event ? (event.node ?? nodeOf.get(event.socket ?? "") ?? "") : "", spot: store.playing ? {} : spotOf(event), selection: store.selection, pattern: store.pattern, store,
  };
}

// fitted is the frame of a state alone, and how many links must go round a column.
function fitted(state: State, pane: Pane, wiring: Wiring): { readonly frame: Frame; readonly round: number } {
  const columns = columnsOf(shown(state));
  const number = new Map(columns.flatMap((column, i) => column.map((n) => [n.name, i] as const)));
  const nodeOf = new Map(state.sockets.map((k) => [k.id, k.node]));
  const round = bypasses((socket) => number.get(nodeOf.get(socket) ?? ""), state, wiring);
  const rows = Math.max(1, ...columns.map((c) => c.length));
  return { frame: frame(pane, columns.length, rows, round, doubled(state, wiring) || sideBySide(state, wiring) ? 2 : 1, Math.max(0, ...state.sockets.filter((k) => !k.closed).map(portWidth))), round };
}

// Spot is the socket of the event, and the link and the part of it.
export interface Spot {
  readonly socket?: string;
  readonly link?: string;
  readonly part?: "tail" | "lane" | "head"; // into the send queue; in flight; out of the receive queue
}

function spotOf(e: Event | undefined): Spot {
  switch (e?.kind) {
    case "queued":
    case "filtered":
      return { socket: e.socket, link: e.link, part: "tail" };
    case "sent":
    case "arrived":
      return { ...(e.socket ? { socket: e.socket } : {}), link: e.link, part: "lane" };
    case "received":
      return { socket: e.socket, ...(e.link ? { link: e.link } : {}), part: "head" };
    default:
      return e?.socket ? { socket: e.socket } : {};
  }
}

// known is the state; before the first word of the server, the pattern's own plan.
function known(store: Store): State {
  const { state, pattern } = store;
  if (state.nodes.length > 0 || !pattern) return state;
  const nodes: Node[] = pattern.nodes.map((n) => ({ ...n, status: "idle" }));
  return { ...state, nodes };
}

function doubled(s: State, wiring: Wiring): boolean {
  const type = new Map(s.sockets.map((k) => [k.id, k.type]));
  return s.links.some((l) => {
    const [a, b] = [type.get(l.from), type.get(wiring.target(l))];
    return !oneWay(a, b) && !oneWay(b, a);
  });
}

// sideBySide: two nodes are joined by two pairs of sockets.
function sideBySide(s: State, wiring: Wiring): boolean {
  const nodeOf = new Map(s.sockets.map((k) => [k.id, k.node]));
  const pairs = s.links.map((l) => [l.from, wiring.target(l)].sort());
  const sockets = new Set(pairs.map((pair) => JSON.stringify(pair)));
  const nodes = new Set(pairs.map((pair) => JSON.stringify(pair.map((k) => nodeOf.get(k)).sort())));
  return nodes.size < sockets.size;
}

// zoneOf is where nodes stand.
export function zoneOf(f: Frame, round: number, columns: number): Zone {
  if (f.turned) return { m0: 12, m1: f.height - 12, c0: 10, c1: f.width - 10 - round * 40 };
  const side = f.across < columns ? 80 : 24; // a folded chain turns there
  return { m0: side, m1: f.width - side, c0: 34, c1: f.height - 8 - (round > 0 ? 18 : 0) - round * 50 };
}

// wayOf a track tells it from the others, also in the next scene.
export function wayOf(t: Track): string {
  return `${t.link.id} ${t.lane}`;
}

export function onLeg(s: Scene, t: Track, message: number | undefined): boolean {
  return s.legs.some((l) => l.from.message === message && l.from.way === wayOf(t));
}

// messageOf is a message that is in a queue or flies; of one that is gone, what was said when it was sent.
export function messageOf(s: Scene, id: number | undefined): Message | undefined {
  return find(s.state.messages, id) ?? (id === undefined ? undefined : sentAs(s.store, id));
}

export function sentAs(store: Store, id: number): Message | undefined {
  const e = store.history.life(id).find((x) => x.flow !== undefined);
  if (!e) return undefined;
  return { id, from: e.socket ?? "", flow: e.flow as Flow, label: e.label ?? "", number: e.number ?? 0, frames: e.frames ?? [] };
}
