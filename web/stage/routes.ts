// routes lays the links: who leaves which port, turns where, and which parts of
// the way are queues and which the lane.
//
//	[port]──┐spine
//	        ├──▏gate──[send queue]────── lane ──────[receive queue]──[port]
//	        └── …
//
// Sockets that only send, or only receive, have one track; the others have two
// beside each other, one each way.

import type { Link, Socket, State } from "../model/types";
import { point, type Frame } from "./frame";
import { Path, type Point } from "./path";
import type { Place, Port, Zone } from "./places";
import { oneWay, publishes, type Wiring } from "./wiring";

export interface Span {
  readonly from: number; // distances along the path
  readonly to: number;
}

export interface Track {
  readonly link: Link;
  readonly lane: 0 | 1; // of link.lanes
  readonly path: Path; // from the sender to the receiver
  readonly sender: Port | undefined;
  readonly receiver: Port | undefined;
  readonly gate: number | undefined; // distance; publishers have one
  readonly send: Span | undefined; // undefined: this track has no queues of its own
  readonly flight: Span;
  readonly receive: Span | undefined;
  readonly slots: Slots;
  readonly labels: -1 | 1; // on which side of the line words stand
  readonly double: boolean;
}

// Slots is how queues are drawn between two columns.
export interface Slots {
  readonly pitch: number; // along the line
  readonly across: number;
  readonly most: number; // drawn at most
}

interface Ends {
  readonly link: Link;
  readonly a: Port; // in the earlier column, or above
  readonly b: Port | undefined;
  readonly fromA: boolean; // link.from is a
  readonly gap: number; // the first gap it crosses; its own column when both stand in one
  readonly span: number; // how many columns on
  readonly alone: boolean; // at b, where no other link ends
}

interface Gap {
  readonly start: number;
  readonly end: number;
  readonly gate: number; // room for gates, at either side where publishers are
  readonly slots: Slots;
}

export function routes(f: Frame, zone: Zone, s: State, all: readonly Place[], wiring: Wiring): readonly Track[] {
  const portOf = new Map<string, { port: Port; place: Place }>();
  for (const place of all) for (const port of place.ports) portOf.set(port.socket.id, { port, place });
  const found = s.links.map((l) => endsOf(l, portOf, wiring)).filter((e): e is Ends => e !== undefined);
  const ends = found.map((e) => ({ ...e, alone: !found.some((o) => o !== e && (o.a === e.b || o.b === e.b)) }));
  const count = (p: Port) => ends.filter((e) => e.a === p || e.b === p).length;
  const last = Math.max(0, ...all.map((p) => p.column));
  const gaps = Array.from({ length: last + 1 }, (_, g) => gapOf(f, g, all, ends));
  const lanes = crosses(zone, ends, count);
  for (const e of ends) if (folds(f, e)) lanes.set(e, betweenBands(f, all));
  return ends.flatMap((e) => tracks(f, e, lanes.get(e)!, gaps));
}

// folds: the link goes from the end of one band back to the beginning of the next.
function folds(f: Frame, e: Ends): boolean {
  return e.gap === f.across - 1 && e.span === 1 && e.b !== undefined;
}

// betweenBands is where it does; a little low, for the words below the upper nodes.
function betweenBands(f: Frame, all: readonly Place[]): number {
  const above = Math.max(...all.filter((p) => p.column < f.across).map((p) => p.c1));
  const below = Math.min(...all.filter((p) => p.column >= f.across).map((p) => p.c0));
  return (above + below) / 2 + 10;
}

function endsOf(l: Link, portOf: ReadonlyMap<string, { port: Port; place: Place }>, wiring: Wiring): Ends | undefined {
  const from = portOf.get(l.from);
  const to = portOf.get(wiring.target(l));
  const first = from ?? to;
  if (!first) return undefined;
  if (!from || !to) return { link: l, a: first.port, b: undefined, fromA: first === from, gap: first.place.column, span: 1, alone: true };
  const swap = to.place.column < from.place.column || (to.place.column === from.place.column && to.place.c0 < from.place.c0);
  const [a, b] = swap ? [to, from] : [from, to];
  return { link: l, a: a.port, b: b.port, fromA: !swap, gap: a.place.column, span: b.place.column - a.place.column, alone: false };
}

// bypasses counts the links that must go round a column.
export function bypasses(columnOf: (socket: string) => number | undefined, s: State, wiring: Wiring): number {
  return s.links.filter((l) => Math.abs((columnOf(l.from) ?? 0) - (columnOf(wiring.target(l)) ?? columnOf(l.from) ?? 0)) > 1).length;
}

function gapOf(f: Frame, g: number, all: readonly Place[], ends: readonly Ends[]): Gap {
  const here = ends.filter((e) => e.gap === g || (e.span > 1 && e.gap + e.span - 1 === g));
  const left = all.filter((p) => p.column === g);
  const right = all.filter((p) => p.column === g + 1);
  const edges = (places: readonly Place[], side: Port["side"]) => places.flatMap((p) => p.ports.filter((q) => q.side === side).map((q) => q.main));
  const start = Math.max(...left.map((p) => p.m1), ...edges(left, "after")) + turning(left, "after", ends);
  const end = Math.min(...right.map((p) => p.m0), ...edges(right, "before")) - turning(right, "before", ends);
  const gate = here.some((e) => publishes(e.a.socket.type) || publishes(e.b?.socket.type)) ? 38 : 0;
  return { start, end: right.length ? end : start + 260, gate, slots: slotsOf(f, Math.abs((right.length ? end : start + 260) - start) - gate, here) };
}

// turning is the room that links need to part at their sockets.
function turning(places: readonly Place[], side: Port["side"], ends: readonly Ends[]): number {
  const ports = places.flatMap((p) => p.ports.filter((q) => q.side === side));
  const links = (p: Port) => ends.filter((e) => e.a === p || e.b === p);
  if (ports.some((p) => links(p).length > 1)) return 21;
  return ports.some((p) => links(p).some((e) => e.b && isDouble(e))) ? 14 : 9;
}

function isDouble(e: Ends): boolean {
  return !oneWay(e.a.socket.type, e.b?.socket.type) && !oneWay(e.b?.socket.type, e.a.socket.type);
}

// slotsOf makes the slots as large as leaves the lane its length, and then shows fewer of them.
function slotsOf(f: Frame, long: number, here: readonly Ends[]): Slots {
  const double = here.some((e) => e.b && isDouble(e));
  const wanted = Math.max(1, ...here.map(wantedSlots));
  const room = Math.max(f.turned ? 12 : 14, (long - Math.max(f.turned ? 70 : 84, long * (f.turned ? 0.36 : 0.46))) / 2);
  const sizes = f.turned ? [14, 12] : double ? [19, 16, 14] : [25, 22, 19, 16, 14];
  const pitch = sizes.find((p) => p * wanted <= room) ?? sizes[sizes.length - 1]!;
  const across = f.turned ? (double ? 20 : 28) : pitch - 3;
  return { pitch, across, most: Math.max(1, Math.min(12, Math.floor(room / pitch))) };
}

// wantedSlots is that of the longest queue on a link: where nothing is sent there is none.
function wantedSlots(e: Ends): number {
  const [a, b] = [e.a.socket, e.b?.socket];
  const there = oneWay(b?.type, a.type) ? [] : [slotCount(a, "sendHwm"), slotCount(b, "receiveHwm")];
  const back = oneWay(a.type, b?.type) ? [] : [slotCount(b, "sendHwm"), slotCount(a, "receiveHwm")];
  return Math.max(...there, ...back);
}

const manySlots = 8;

// slotCount is how many slots stand for a queue: each of a short one, some of
// a long one. HTTP has no queues, only what is under way.
export function slotCount(k: Socket | undefined, which: "sendHwm" | "receiveHwm"): number {
  if (!k || k.type === "HTTP") return 1;
  return k[which] >= 1 && k[which] <= 12 ? k[which] : manySlots;
}

// crosses gives each link its own lane: straight to whichever end has no other.
function crosses(zone: Zone, ends: readonly Ends[], count: (p: Port) => number): Map<Ends, number> {
  const lanes = new Map<Ends, number>();
  const around = ends.filter((e) => e.span > 1);
  around.forEach((e, i) => lanes.set(e, zone.c1 + 26 + i * 46));
  const free = ends.filter((e) => e.span <= 1);
  const mesh = free.filter((e) => e.b && e.span > 0 && count(e.a) > 1 && count(e.b) > 1);
  for (const e of free) {
    if (mesh.includes(e)) continue;
    if (e.span === 0) lanes.set(e, e.a.cross + bow * free.filter((o) => o !== e && meets(o, e) && (o.span > 0 || free.indexOf(o) < free.indexOf(e))).length);
    else lanes.set(e, e.b && count(e.b) === 1 && count(e.a) > 1 ? e.b.cross : e.b && count(e.b) > 1 ? e.a.cross : (e.b ?? e.a).cross);
  }
  for (const e of free) if (e.span === 1) lanes.set(e, clearOf(lanes.get(e)!, free.filter((o) => o.span === 0 && o.gap === e.gap), e));
  for (const gap of new Set(mesh.map((e) => e.gap))) {
    const links = mesh.filter((e) => e.gap === gap).sort((x, y) => x.a.cross + x.b!.cross - y.a.cross - y.b!.cross);
    const cell = (zone.c1 - zone.c0) / links.length;
    links.forEach((e, i) => lanes.set(e, zone.c0 + (i + 0.5) * cell));
  }
  return lanes;
}

// clearOf a link within the column it begins in, whose queue stands before a node there.
function clearOf(lane: number, within: readonly Ends[], e: Ends): number {
  const inTheWay = within.flatMap((o) => [o.a, o.b]).find((p) => p && p !== e.a && Math.abs(p.cross - lane) < 24);
  return inTheWay ? inTheWay.cross + 34 : lane;
}

const bow = 30; // between links that go round one column from the same socket

function meets(o: Ends, e: Ends): boolean {
  return [o.a, o.b].some((p) => p !== undefined && (p === e.a || p === e.b));
}

function tracks(f: Frame, e: Ends, cross: number, gaps: readonly Gap[]): Track[] {
  const gap = gaps[e.gap]!;
  if (oneWay(e.a.socket.type, e.b?.socket.type)) return withControl(track(f, e, cross, gaps, true, false));
  if (oneWay(e.b?.socket.type, e.a.socket.type)) return withControl(track(f, e, cross, gaps, false, false));
  const offset = e.a.socket.type === "HTTP" ? 0 : gap.slots.across / 2 + 5; // HTTP: there and back in turn, on one line
  return [track(f, e, cross - offset, gaps, true, true), track(f, e, cross + offset, gaps, false, true)];
}

// withControl adds the way back: of subscriptions, heartbeats, handshakes. It has no queues.
function withControl(there: Track): Track[] {
  const long = there.path.length;
  const back: Track = {
    ...there, lane: there.lane === 0 ? 1 : 0, path: there.path.reversed(), sender: there.receiver, receiver: there.sender,
    gate: undefined, send: undefined, receive: undefined, flight: { from: long - there.flight.to, to: long - there.flight.from }, labels: 1,
  };
  return [there, back];
}

function track(f: Frame, e: Ends, cross: number, gaps: readonly Gap[], ahead: boolean, double: boolean): Track {
  const first = gaps[e.gap]!;
  const last = gaps[e.gap + Math.max(1, e.span) - 1]!;
  const way = e.span === 0 ? around(f, e, first, cross - e.a.cross) : across(f, e, first, last, cross);
  const path = ahead ? way.path : way.path.reversed();
  const [start, end] = ahead ? [way.start, way.end] : [path.length - way.end, path.length - way.start];
  const [sender, receiver] = ahead ? [e.a, e.b] : [e.b, e.a];
  const slots = e.span === 0 ? { ...first.slots, most: Math.min(4, first.slots.most) } : first.slots;
  const length = (p: Port | undefined, which: "sendHwm" | "receiveHwm") => slots.pitch * Math.min(slots.most, slotCount(p?.socket, which));
  const q0 = start + (first.gate || 4);
  const q1 = q0 + length(sender, "sendHwm");
  const r1 = end - 4;
  const r0 = r1 - length(receiver, "receiveHwm");
  return {
    link: e.link, lane: e.fromA === ahead ? 0 : 1, path, sender, receiver,
    gate: publishes(sender?.socket.type) ? start + 27 : undefined,
    send: sender && { from: q0, to: q1 }, receive: receiver && { from: r0, to: r1 },
    flight: { from: sender ? q1 + 14 : 0, to: receiver ? r0 - 19 : path.length },
    slots, double, labels: double && !ahead ? 1 : -1,
  };
}

interface Way {
  readonly path: Path;
  readonly start: number; // distance at which the part that all links of a gap share begins
  readonly end: number;
}

function across(f: Frame, e: Ends, first: Gap, last: Gap, cross: number): Way {
  const { a, b } = e;
  const stop = b ? last.end : Math.min(last.end, first.start + 260);
  const [turn, turnAt] = [first.start - 4, stop + 4];
  const bent = [[a.main, a.cross], [turn, a.cross], [turn, cross], [turnAt, cross]] as [number, number][];
  if (b) bent.push([turnAt, b.cross], [b.main, b.cross]);
  const path = new Path(bent.map(([m, c]) => point(f, m, c)));
  const start = Math.abs(turn - a.main) + Math.abs(cross - a.cross) + (first.start - turn);
  const end = start + Math.abs(turnAt - turn) - 8;
  return { path, start, end };
}

// around joins two nodes of one column, by a bow beside it; one that is not alone at its sockets parts from the others first.
function around(f: Frame, e: Ends, gap: Gap, offset: number): Way {
  const { a } = e;
  const to = e.b ?? a;
  const out = a.side === "after" ? 1 : -1;
  const far = a.main + out * (gap.slots.pitch * Math.min(4, gap.slots.most) + 70 + Math.min(offset, bow));
  const parts = Math.abs(offset) >= bow;
  const back = parts && e.alone ? 0 : -offset;
  const leave = (p: Port, by: number): Point[] => (parts && by ? [point(f, p.main, p.cross), point(f, p.main + 9 * out, p.cross), point(f, p.main + 9 * out, p.cross + by)] : [point(f, p.main, p.cross + by)]);
  const path = new Path([...leave(a, offset), point(f, far, a.cross + offset), point(f, far, to.cross + back), ...leave(to, back).reverse()]);
  const from = (by: number): number => 8 + (parts ? Math.abs(by) : 0);
  return { path, start: from(offset), end: path.length - from(back) };
}
