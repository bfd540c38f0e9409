// A message is named by the event that sent it; the later ones carry its id alone.

import type { History } from "../model/history";
import { find } from "../model/step";
import type { Event, Flow, Frame, Node } from "../model/types";
import { nameOf } from "./words";

export interface Named {
  readonly name: string; // "NYC #16"
  readonly flow?: Flow;
  readonly from?: string; // the socket
  readonly frames: readonly Frame[];
}

const known = new WeakMap<History, Map<number, Named>>();
const unknown: Named = { name: "", frames: [] };

export function named(history: History, message: number | undefined): Named {
  if (message === undefined) return unknown;
  let names = known.get(history);
  if (!names) known.set(history, (names = new Map()));
  let n = names.get(message);
  if (!n) {
    n = define(history, message);
    if (n !== unknown) names.set(message, n);
  }
  return n;
}

// define it from its life, or, when it was sent before anything known, from the state then.
function define(history: History, message: number): Named {
  const e = history.life(message).find((x) => x.frames !== undefined);
  if (e) return { name: nameOf({ label: e.label, number: e.number ?? 0 }), flow: e.flow, from: e.socket, frames: e.frames ?? [] };
  const m = find(history.state(history.first - 1).messages, message);
  return m ? { name: nameOf(m), flow: m.flow, from: m.from, frames: m.frames } : unknown;
}

// flowOf an event is that of its message.
export function flowOf(history: History, e: Event): Flow | undefined {
  return e.flow ?? named(history, e.message).flow;
}

// titleOf a node is its name; beside the heading of its half of a duel, without that.
export function titleOf(n: Pick<Node, "name" | "half">): string {
  return n.half ? n.name.replace(/^(HTTP|ZeroMQ) /, "") : n.name;
}

// nodeOf a socket: "weather.pub" is of "weather".
export function nodeOf(socket: string | undefined): string {
  if (!socket) return "";
  const dot = socket.lastIndexOf(".");
  return dot < 0 ? socket : socket.slice(0, dot);
}
