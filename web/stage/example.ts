// Worlds to test the stage with: laid out as on a page of some size.

import type { Link, Socket, State } from "../model/types";
import { frame, type Frame } from "./frame";
import { columnsOf, places, shown, type Place, type Zone } from "./places";
import { routes, type Track } from "./routes";
import { zoneOf } from "./scene";
import { Wiring } from "./wiring";

Object.assign(globalThis, { document: { createElement: () => ({ getContext: () => null }) } }); // nothing measures text here

const end = { connected: true, send: [], receive: [], topics: [""] };

export function socket(id: string, type: string): Socket {
  return { id, node: id.split(".")[0]!, type, sendHwm: 5, receiveHwm: 5, bound: [], sent: 0, taken: 0, filtered: 0, dropped: {}, received: 0 };
}

export function link(id: string, from: string, to: string): Link {
  return { id, transport: "tcp", endpoint: "tcp://x", status: "connected", from, to, latency: 1000, capacity: 3, ends: [end, end], lanes: [[], []] };
}

export function state(columns: readonly (readonly string[])[], sockets: readonly Socket[], links: readonly Link[]): State {
  const nodes = columns.flatMap((names, column) => names.map((name, row) => ({ name, column, row, status: "running" as const })));
  return { seq: 1, at: 0, nodes, sockets, links, messages: [] };
}

export const broker = state(
  [["c1", "c2", "c3"], ["broker"], ["s1", "s2"]],
  [socket("c1.req", "REQ"), socket("c2.req", "REQ"), socket("c3.req", "REQ"), socket("broker.front", "ROUTER"), socket("broker.back", "DEALER"), socket("s1.rep", "REP"), socket("s2.rep", "REP")],
  [...["c1.req", "c2.req", "c3.req"].map((s, i) => link(`L${i}`, s, "broker.front")), ...["s1.rep", "s2.rep"].map((s, i) => link(`M${i}`, s, "broker.back"))],
);

export const news = state([["pub"], ["s1", "s2"]], [socket("pub.out", "PUB"), socket("s1.in", "SUB"), socket("s2.in", "SUB")], [link("L1", "s1.in", "pub.out"), link("L2", "s2.in", "pub.out")]);

export const panes = [[1508, 549, 18], [936, 345, 16], [390, 474, 16], [1920, 760, 28], [1024, 500, 20]] as const;

export function laid(s: State, width: number, height: number, rem: number): { f: Frame; zone: Zone; tracks: readonly Track[]; all: readonly Place[] } {
  const columns = columnsOf(shown(s));
  const f = frame({ width, height, rem, far: false }, columns.length, Math.max(...columns.map((c) => c.length)), 0, 2);
  const zone = zoneOf(f, 0, columns.length);
  const wiring = new Wiring();
  wiring.learnState(s);
  const all = places(f, zone, s, wiring);
  return { f, zone, all, tracks: routes(f, zone, s, all, wiring) };
}

// chain is n columns of so many nodes, each joined to the one beside it.
export function chain(columns: number, rows: number, from: string, to: string): State {
  const names = Array.from({ length: columns }, (_, c) => Array.from({ length: rows }, (_, r) => `n${c}-${r}`));
  const sockets: Socket[] = [];
  const links: Link[] = [];
  for (let c = 1; c < columns; c++) {
    for (let r = 0; r < rows; r++) {
      sockets.push(socket(`n${c - 1}-${r}.out`, from), socket(`n${c}-${r}.in`, to));
      links.push(link(`L${c}-${r}`, `n${c - 1}-${r}.out`, `n${c}-${r}.in`));
    }
  }
  return state(names, sockets, links);
}
