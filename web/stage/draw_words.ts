// The quiet words of the stage: headings above, endpoints below the nodes that bind.

import { titleOf } from "../mark/naming";
import { duration } from "../mark/words";
import type { Node } from "../model/types";
import type { Box } from "../mark/taken";
import { num } from "./path";
import { columnsOf, shown, type Place, type Port } from "./places";
import type { Scene } from "./scene";
import { h, type Shape } from "./shape";
import { clip, width } from "./text";

const size = 13.5;

export function headings(s: Scene): Shape[] {
  if (s.frame.turned) return [];
  const columns = columnsOf(shown(s.state));
  if (columns.length > s.frame.across) return []; // folded, there is no column
  const titles = columns.map((c) => headingOf(c, s));
  const found = titles.map((title, i) => columnHeading(title, i, titles.length, s));
  return [...found, ...laneHeadings(s)].filter((x) => x !== undefined);
}

// headingOf a column; in a half of a duel a node that stands alone is its own.
function headingOf(column: readonly Node[], s: Scene): string {
  const title = s.pattern?.columns[column[0]!.column] ?? "";
  return column.length === 1 && column[0]!.half && titleOf(column[0]!) === title ? "" : title;
}

function columnHeading(title: string, i: number, n: number, s: Scene): Shape | undefined {
  const place = s.places.find((p) => p.column === i);
  if (!place || !title) return undefined;
  const [x, anchor] = i === 0 && n > 1 ? [place.m0, "start"] : i === n - 1 && n > 1 ? [place.m1, "end"] : [(place.m0 + place.m1) / 2, "middle"];
  return h("text", { class: "i3", "font-size": size, x: num(x), y: 22, "text-anchor": anchor }, title);
}

// laneHeadings name the queues and the lanes of a gap, where all its links are alike and there is room.
function laneHeadings(s: Scene): Shape[] {
  const gaps = new Map<number, typeof s.tracks[number][]>();
  for (const t of s.tracks) {
    if (!t.send || !t.sender || !t.receiver) continue;
    const left = Math.min(t.sender.main, t.receiver.main);
    const key = Math.round(left / 60);
    gaps.set(key, [...(gaps.get(key) ?? []), t]);
  }
  return [...gaps.values()].flatMap((tracks) => {
    const t = tracks[0]!;
    const alike = tracks.every((x) => x.link.latency === t.link.latency && x.sender!.side === t.sender!.side);
    const [a, b] = [t.path.at(t.flight.from).x, t.path.at(t.flight.to).x];
    const text = h("text", { class: "i3", "font-size": size, x: num((a + b) / 2), y: 22, "text-anchor": "middle" }, `lanes, ${duration(t.link.latency)}`);
    if (!alike || t.double || !t.receive || a > b || b - a < 150) return tracks.every((x) => x.link.latency === t.link.latency) ? [text] : [];
    return [
      h("text", { class: "i3", "font-size": size, x: num(t.path.at(t.send!.from).x), y: 22 }, "send queues"), text,
      h("text", { class: "i3", "font-size": size, x: num(t.path.at(t.receive.from).x), y: 22 }, "receive queues"),
    ];
  });
}

// Endpoint is where a socket really is bound, and what a click on it opens.
export interface Endpoint {
  readonly place: Place;
  readonly port: Port;
  readonly address: string; // as an outside program would write it
  readonly endpoint: string; // as the pattern wrote it
  readonly reachable: boolean; // from outside: tcp and ipc
  readonly manner: string; // " refuses": how it answers who connects; "" as usual
}

export function endpoints(p: Place): Endpoint[] {
  if (p.node.outside) return [];
  return p.ports.flatMap((port) => port.socket.bound.map((b) => ({
    place: p, port, endpoint: b.endpoint, address: b.address || b.endpoint, reachable: !(b.address || b.endpoint).startsWith("inproc:"),
    manner: mannerOf(b.manner),
  })));
}

const manners: Readonly<Record<string, string>> = { refuse: " refuses", silence: " says nothing" };

function mannerOf(manner: string | undefined): string {
  return manner ? (manners[manner] ?? ` ${manner}`) : "";
}

const foot = "M0 -5V1M-5 1H5M-2.5 4.5H2.5";
const copy = "M-4 -4h7a1 1 0 0 1 1 1v7a1 1 0 0 1-1 1h-7a1 1 0 0 1-1-1v-7a1 1 0 0 1 1-1zM-7.8 2a1 1 0 0 1-1-1v-7a1 1 0 0 1 1-1h7a1 1 0 0 1 1 1";

// shorter forms of an address: whole, without its transport, its port alone.
function shorter(address: string): string[] {
  const bare = address.replace(/^\w+:\/\//, "");
  const port = /:\d+$/.exec(address)?.[0];
  return port ? [address, bare, port] : [address, bare];
}

interface EndpointLine {
  readonly endpoint: Endpoint;
  readonly text: string;
  readonly box: Box;
}

// endpointLines stand below a node, as far as there is room.
export function endpointLines(p: Place, s: Scene): EndpointLine[] {
  if (s.frame.turned) return [];
  const lines = Math.max(0, Math.floor((p.room * 2 - 10) / 22));
  const room = p.box.w + 28; // beyond it links turn
  return endpoints(p).slice(0, lines).map((endpoint, i) => {
    const marks = endpoint.reachable ? 46 : 24;
    const fits = (text: string): boolean => width(text, "mono", 13) + marks <= room;
    const text = shorter(endpoint.address).map((address) => address + endpoint.manner).find(fits) ?? clip(endpoint.address, room - marks, "mono", 13);
    const w = width(text, "mono", 13) + marks;
    const left = p.m1 > s.frame.width * 0.7; // in the last column the words end at its edge
    return { endpoint, text, box: { x: left ? p.m1 - w : p.m0, y: p.c1 + 6 + i * 22, w, h: 22 } };
  });
}

export function drawEndpoints(p: Place, s: Scene): Shape[] {
  return endpointLines(p, s).map(({ endpoint, text, box: { x, y, w } }) => h("g", {},
    h("path", { class: "mk quiet", d: foot, transform: `translate(${num(x + 7)} ${num(y + 11)})` }),
    h("text", { class: "mono i2", "font-size": 13, x: num(x + 20), y: num(y + 15) }, text),
    endpoint.reachable && h("path", { class: "mk quiet by-hand", d: copy, transform: `translate(${num(x + w - 9)} ${num(y + 11)})` }),
  ));
}

// endpointHits make them buttons.
export function endpointHits(p: Place, s: Scene): Shape[] {
  return endpointLines(p, s).map(({ endpoint, box: { x, y, w, h: high } }) => h("rect", {
    key: "endpoint " + endpoint.address, class: "hit", "data-endpoint": endpoint.address, "data-socket": endpoint.port.socket.id, role: "button", tabindex: 0, rx: 4,
    "aria-label": `${endpoint.port.socket.type} of ${p.node.name} is bound at ${endpoint.address}: connect to it from outside`,
    x: num(x - 4), y: num(y), width: num(w + 8), height: num(Math.max(high, 24 / s.frame.scale)),
  }));
}
