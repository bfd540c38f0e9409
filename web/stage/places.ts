// places puts the nodes into their columns and the sockets astride their edges.

import { titleOf } from "../mark/naming";
import type { Node, Socket, State } from "../model/types";
import type { Box } from "../mark/taken";
import { betweenBands, box, type Frame } from "./frame";
import { width } from "./text";
import type { Wiring } from "./wiring";

// How much of a node is written: its name; its facts too; the line it stands on too.
export type Detail = 1 | 2 | 3;

export interface Place {
  readonly node: Node;
  readonly box: Box;
  readonly column: number; // 0 … of the columns that are there
  readonly detail: Detail;
  readonly m0: number; // main and cross extents
  readonly m1: number;
  readonly c0: number;
  readonly c1: number;
  readonly room: number; // units of free cross space below
  readonly ports: readonly Port[];
  readonly below: boolean; // its sockets stand below the words, not beside them
}

export interface Port {
  readonly socket: Socket;
  readonly side: Side;
  readonly box: Box;
  readonly main: number; // where a link leaves it
  readonly cross: number;
}

export type Side = "before" | "after";

export interface Zone {
  readonly m0: number;
  readonly m1: number;
  readonly c0: number;
  readonly c1: number;
}

export const portHeight = 24;

// shown are the nodes on the stage: an outside peer that has gone takes no room.
export function shown(s: State): readonly Node[] {
  return s.nodes.filter((n) => !(n.outside && n.status === "left"));
}

// columnsOf lists the columns that have nodes, each in the order of its rows.
export function columnsOf(nodes: readonly Node[]): readonly (readonly Node[])[] {
  const numbers = [...new Set(nodes.map((n) => n.column))].sort((a, b) => a - b);
  return numbers.map((c) => nodes.filter((n) => n.column === c).sort((a, b) => a.row - b.row));
}

export function places(f: Frame, zone: Zone, s: State, wiring: Wiring): readonly Place[] {
  const nodes = shown(s);
  const columns = columnsOf(nodes);
  const columnOf = new Map(columns.flatMap((column, i) => column.map((n) => [n.name, i] as const)));
  const nodeOf = new Map(s.sockets.map((k) => [k.id, k.node]));
  const at = (socket: string) => columnOf.get(nodeOf.get(socket) ?? "");
  const size = mainSize(f, zone, nodes.some((n) => n.half) ? 270 : 212);
  const step = f.across > 1 ? (zone.m1 - zone.m0 - size) / (f.across - 1) : 0;
  return columns.flatMap((column, i) => {
    const m0 = f.across > 1 ? zone.m0 + (i % f.across) * step : (zone.m0 + zone.m1 - size) / 2;
    const band = bandOf(f, zone, columns, i);
    const cell = Math.min((band.c1 - band.c0) / column.length, f.turned ? 1000 : 190);
    const first = (band.c0 + band.c1 - cell * column.length) / 2;
    const sides = column.map((n) => sided(n, i, columns.length, s, wiring, at));
    const most = Math.max(1, ...sides.map((x) => Math.max(x.before.length, x.after.length)));
    const detail = f.turned ? turnedDetail(size) : detailOf(cell, most);
    const narrow = !f.turned && detail < 3 && column.some((n, j) => !fitsBeside(n, sides[j]!, size, detail));
    return column.map((node, j) => {
      const below = !f.turned && detail < 3 && isBelow(sides[j]!, narrow);
      const c = crossExtent(f, first + j * cell, cell, detail, most);
      const extent = { m0, m1: m0 + size, ...c };
      return {
        node, column: i, detail, ...extent, room: (cell - (c.c1 - c.c0)) / 2,
        box: box(f, extent.m0, extent.m1, extent.c0, extent.c1), ports: ports(f, extent, detail, sides[j]!, below), below,
      };
    });
  });
}

// bandOf is the part of the zone in which column i stands: all of it, unless the frame is folded.
function bandOf(f: Frame, zone: Zone, columns: readonly (readonly Node[])[], i: number): Zone {
  if (columns.length <= f.across) return zone;
  const rows = [columns.slice(0, f.across), columns.slice(f.across)].map((band) => Math.max(...band.map((c) => c.length)));
  const edge = zone.c0 + ((zone.c1 - zone.c0 - betweenBands) * rows[0]!) / (rows[0]! + rows[1]!);
  return i < f.across ? { ...zone, c1: edge } : { ...zone, c0: edge + betweenBands };
}

// mainSize of a node; of two columns each has as much as `ample`, where the lanes have enough.
function mainSize(f: Frame, zone: Zone, ample: number): number {
  const { across: columns } = f;
  const all = zone.m1 - zone.m0;
  if (f.turned) return Math.min(76, Math.max(60, all / columns - 120));
  if (columns > 3) return Math.min(170, Math.max(125, (all / columns) * 0.42));
  if (columns > 2) return Math.min(240, Math.max(140, all * 0.155));
  return Math.min(290, Math.max(160, all * 0.225, Math.min(ample, all * 0.3)));
}

function detailOf(cell: number, ports: number): Detail {
  if (cell >= height(3, ports) + 14) return 3;
  return cell >= height(2, ports) + 8 ? 2 : 1;
}

function turnedDetail(size: number): Detail {
  return size >= 60 ? 2 : 1;
}

function height(detail: Detail, ports: number): number {
  if (detail === 3) return 92 + ports * 30;
  return Math.max(detail === 2 ? 68 : 46, ports * 30 + 6);
}

function crossExtent(f: Frame, start: number, cell: number, detail: Detail, ports: number): { c0: number; c1: number } {
  if (f.turned) return { c0: start + 2, c1: start + cell - 2 };
  const h = Math.min(height(detail, ports), cell - 4);
  const centred = start + (cell - h) / 2;
  const c0 = detail === 3 ? Math.max(start, centred - 6) : centred; // its sockets are in the middle of the cell
  return { c0, c1: c0 + h };
}

interface Sided {
  readonly before: readonly Socket[];
  readonly after: readonly Socket[];
}

// sided decides on which edge each socket of a node sits: towards its peers.
function sided(n: Node, column: number, columns: number, s: State, wiring: Wiring, at: (socket: string) => number | undefined): Sided {
  const sockets = s.sockets.filter((k) => k.node === n.name && (!k.closed || lingers(k, s)));
  const before = sockets.filter((k) => sideOf(k, column, columns, sockets, wiring, at) === "before");
  return { before, after: sockets.filter((k) => !before.includes(k)) };
}

// lingers: a closed socket still has to send what it has queued, and connects for it.
function lingers(k: Socket, s: State): boolean {
  return s.links.some((l) => l.from === k.id || (l.to === k.id && l.ends[1].send.length > 0));
}

function sideOf(k: Socket, column: number, columns: number, all: readonly Socket[], wiring: Wiring, at: (socket: string) => number | undefined): Side {
  const peers = wiring.peersOf(k.id).map(at).filter((c): c is number => c !== undefined);
  const mean = peers.reduce((a, b) => a + b, 0) / peers.length;
  if (mean < column) return "before";
  if (mean > column) return "after";
  if (column === columns - 1 && columns > 1) return "before";
  if (column === 0) return "after";
  return all.indexOf(k) === 0 && all.length > 1 ? "before" : "after"; // nobody yet: a broker's first faces its clients
}

// fitsBeside: there is room for its name beside its sockets.
function fitsBeside(n: Node, sides: Sided, size: number, detail: Detail): boolean {
  const widest = Math.max(0, ...[...sides.before, ...sides.after].map(portWidth));
  return width(titleOf(n), "bold", nameSize(detail)) <= size - 28 - widest / 2;
}

// isBelow: of at most one socket at each edge, where there is one at both or no room for words beside it.
function isBelow({ before, after }: Sided, narrow: boolean): boolean {
  return before.length < 2 && after.length < 2 && before.length + after.length > (narrow ? 0 : 1);
}

export function nameSize(detail: Detail): number {
  return detail === 1 ? 14.5 : 16;
}

function ports(f: Frame, e: Zone, detail: Detail, sides: Sided, below: boolean): Port[] {
  return (["before", "after"] as const).flatMap((side) => sides[side].map((k, i) => port(f, e, detail, side, k, i, sides[side].length, below)));
}

function port(f: Frame, e: Zone, detail: Detail, side: Side, socket: Socket, i: number, n: number, below: boolean): Port {
  const long = portWidth(socket);
  const edge = side === "before" ? e.m0 : e.m1;
  const out = side === "before" ? -1 : 1;
  if (f.turned) {
    const cross = e.c0 + ((e.c1 - e.c0) * (i + 0.5)) / n;
    const w = Math.min(long, (e.c1 - e.c0) / n - 4);
    return { socket, side, main: edge + (out * portHeight) / 2, cross, box: { x: cross - w / 2, y: edge - portHeight / 2, w, h: portHeight } };
  }
  const middle = detail === 3 ? e.c0 + 52 + (e.c1 - e.c0 - 92) / 2 : below ? e.c1 - (detail === 2 ? 16 : 13) : (e.c0 + e.c1) / 2;
  const cross = middle + (i - (n - 1) / 2) * 30;
  return { socket, side, main: edge + (out * long) / 2, cross, box: { x: edge - long / 2, y: cross - portHeight / 2, w: long, h: portHeight } };
}

export function portWidth(k: Socket): number {
  return Math.max(60, Math.ceil(width(k.type, "bold", 13.5)) + 40);
}
