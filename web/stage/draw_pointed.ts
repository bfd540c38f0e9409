// Rings around what an entry of a list is about, while that has the pointer or
// the focus: one parcel, every copy of a message, a connection, a socket, a node.

import type { Target } from "../model/act";
import { fly } from "./flights";
import { num, type Point } from "./path";
import type { Port, Place } from "./places";
import { queueAt, slotAt } from "./queue";
import type { Track } from "./routes";
import type { Scene } from "./scene";
import { h, type Shape } from "./shape";

const ring = 17;

export function drawPointed(s: Scene): Shape[] {
  const { pointed } = s.store;
  if (!pointed) return [];
  const copies = s.tracks.flatMap((t) => [...flying(t, pointed, s), ...queued(t, pointed, s)]);
  if (copies.length > 0) return copies.map((at) => h("circle", { class: "pointed", cx: num(at.x), cy: num(at.y), r: ring }));
  const port = s.places.flatMap((p) => p.ports).find((p) => p.socket.id === pointed.socket);
  const place = s.places.find((p) => p.node.name === pointed.node);
  if (place) return [around(place)];
  if (port) return [around(port)];
  return s.tracks.filter((t) => t.link.id === pointed.link).map((t) => h("path", { class: "pointed", d: t.path.d() }));
}

function flying(t: Track, { parcel, message }: Target, s: Scene): Point[] {
  const meant = parcel ? (f: { parcel: number }) => f.parcel === parcel : (f: { message?: number }) => message !== undefined && f.message === message;
  return fly(t, s.store.cursor.at, false).filter((x) => meant(x.flight)).map((x) => x.at);
}

function queued(t: Track, { parcel, message, link }: Target, s: Scene): Point[] {
  if (parcel || !message || (link && link !== t.link.id)) return [];
  return (["send", "receive"] as const).flatMap((which) => {
    const q = queueAt(t, which, s);
    const i = q?.messages.slice(0, t.slots.most).indexOf(message) ?? -1;
    return q && i >= 0 ? [slotAt(t, q, i)] : [];
  });
}

function around({ box: { x, y, w, h: high } }: Place | Port): Shape {
  return h("rect", { class: "pointed", x: num(x - 5), y: num(y - 5), width: num(w + 10), height: num(high + 10), rx: 12 });
}
