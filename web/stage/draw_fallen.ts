// What fell: a dropped copy leaves its way at the spot and falls one row, with
// the reason. A filtered one stays before its gate, hollow: it is no loss.

import { cross, outline } from "../mark/shape";
import { reasonOf } from "../mark/words";
import type { Message } from "../model/types";
import type { Fallen } from "./fallout";
import { num, type Point } from "./path";
import { close, roomBeside } from "./room";
import type { Track } from "./routes";
import { messageOf, type Scene } from "./scene";
import { h, type Shape } from "./shape";
import { width } from "./text";

const row = 46; // how far it falls
const size = 13.5;

export function drawFallen(e: Fallen, s: Scene): Shape | undefined {
  const m = messageOf(s, e.message);
  return e.kind === "filtered" ? filtered(e, m, s) : dropped(e, m, s);
}

function filtered(e: Fallen, m: Message | undefined, s: Scene): Shape | undefined {
  const t = s.tracks.find((x) => x.link.id === e.link && x.gate !== undefined);
  if (!t || !m) return undefined;
  const at = t.path.at(t.gate! - 13);
  const shape = h("path", { class: `k ${m.flow} hollow`, d: outline(m.flow, 7.5), transform: `translate(${num(at.x)} ${num(at.y)})` });
  if (s.frame.turned) return h("g", { key: `filtered ${e.link}` }, shape);
  return h("g", { key: `filtered ${e.link}` }, shape,
    h("text", { class: "i2 halo", "font-size": size, x: num(at.x - 9), y: num(at.y + 30) }, ...named(m), h("tspan", {}, " filtered")));
}

function named(m: Message): Shape[] {
  const number = h("tspan", { class: "i3" }, `#${m.number}`);
  return m.label ? [h("tspan", {}, m.label + " "), number] : [number];
}

function dropped(e: Extract<Fallen, { kind: "dropped" }>, m: Message | undefined, s: Scene): Shape | undefined {
  const from = spot(e, s);
  if (!from) return undefined;
  const { turned, width: wide } = s.frame;
  const to = turned ? besideOf(from, s) : { x: from.x, y: Math.min(from.y + rowBelow(from, s), s.frame.height - 13) };
  const reason = reasonOf(e.reason) + (e.times ? ` ×${e.times}` : "");
  const pill = 28 + width(reason, "bold", 13);
  const text = m ? width(m.label ? `${m.label} #${m.number}` : `#${m.number}`, "medium", 14) : 0;
  const left = to.x + 18 + text + 12 + pill > wide; // no room at the right: words at the other side
  const start = turned ? 0 : left ? -18 - text - 12 - pill : 18;
  const flow = m?.flow ?? e.flow ?? "control";
  return h("g", { key: `dropped ${e.seq}`, class: "fallen" },
    h("path", { class: "ln-drop", d: turned ? `M${num(from.x)} ${num(from.y)}Q${num(to.x)} ${num(from.y)} ${num(to.x)} ${num(to.y - 14)}` : `M${num(from.x)} ${num(from.y + 6)}V${num(to.y - 14)}` }),
    h("g", { transform: `translate(${num(to.x)} ${num(to.y)})` },
      h("g", { class: "fall" }, h("path", { class: `k ${flow} lost`, d: outline(flow, 11.5) }), h("path", { class: "x", d: cross })),
      ...(turned
        ? [h("text", { class: "b dropink halo", "font-size": 12, x: 0, y: 27, "text-anchor": "middle" }, reason)]
        : [
          ...(m ? [h("text", { class: "m halo", "font-size": 14, x: num(start), y: 5 }, ...named(m))] : []),
          h("rect", { class: "pill", x: num(start + text + (m ? 10 : 0)), y: -11, width: num(pill), height: 22, rx: 11 }),
          h("path", { class: "x", d: cross, transform: `translate(${num(start + text + (m ? 10 : 0) + 13)} 0) scale(.78)` }),
          h("text", { class: "b dropink", "font-size": 13, x: num(start + text + (m ? 10 : 0) + 21), y: 4.6 }, reason),
        ]),
    ),
  );
}

// rowBelow is how far it falls: where rows are close, clear of the words at the next.
function rowBelow(from: Point, s: Scene): number {
  return Math.max(24, Math.min(row, roomBeside({ x: from.x + 20, y: from.y }, s).after - 38));
}

// besideOf a turned way it comes to lie left of its queue; where ways are close, clear of the words at the next.
function besideOf(from: Point, s: Scene): Point {
  const y = from.y + 26;
  return { x: Math.max(26, from.x - (roomBeside({ x: from.x, y }, s).before < close ? 38 : 50)), y };
}

// spot is where the copy was when it was lost.
function spot(e: Extract<Fallen, { kind: "dropped" }>, s: Scene): Point | undefined {
  const t = trackOf(e, s);
  if (!t) return portSpot(e.socket, s);
  switch (e.place) {
    case "send":
      return t.send ? t.path.at(t.send.from - 14) : portSpot(e.socket, s);
    case "send-queue":
      return t.send ? t.path.at((t.send.from + t.send.to) / 2) : t.path.at(t.flight.from);
    case "receive-queue":
      return t.receive ? t.path.at((t.receive.from + t.receive.to) / 2) : t.path.at(t.flight.to);
    case "lane":
      return t.path.at(t.flight.from + (t.flight.to - t.flight.from) * progress(e, s));
  }
}

// trackOf finds the way the copy was on: out of its sender, or into the socket that lost it.
function trackOf(e: Extract<Fallen, { kind: "dropped" }>, s: Scene): Track | undefined {
  const here = s.tracks.filter((t) => t.link.id === e.link && t.send);
  const from = messageOf(s, e.message)?.from;
  return here.find((t) => (e.place === "receive-queue" ? t.receiver : t.sender)?.socket.id === e.socket) ??
    here.find((t) => t.sender?.socket.id === from) ?? here[0];
}

function portSpot(socket: string, s: Scene): Point | undefined {
  const port = s.places.flatMap((p) => p.ports).find((p) => p.socket.id === socket);
  if (!port) return undefined;
  const out = port.side === "before" ? -1 : 1;
  return s.frame.turned ? { x: port.cross, y: port.main + out * 20 } : { x: port.main + out * 24, y: port.cross };
}

// progress is how much of its flight a parcel had behind it when it was lost.
function progress(e: Extract<Fallen, { kind: "dropped" }>, s: Scene): number {
  const sent = s.store.history.life(e.message ?? 0).find((x) => x.kind === "sent" && x.link === e.link);
  if (!sent || sent.kind !== "sent" || !sent.t1) return 0.5;
  const t0 = sent.t0 ?? 0;
  return Math.max(0, Math.min(1, (e.at - t0) / (sent.t1 - t0 || 1)));
}
