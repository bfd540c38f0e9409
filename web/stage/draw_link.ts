// A link: its line, its gate and its queues. What flies on it is drawn apart.

import { outline } from "../mark/shape";
import type { Message } from "../model/types";
import { num, type Point } from "./path";
import { alteredAt, cutGap, drawClamp, drawCut } from "./altered";
import { gateWords, gated, queueWords, type Words } from "./line_words";
import { endOf, isFull, isOutside, queueAt, slotAt, slotRadius, type Queue } from "./queue";
import { slotCount, type Span, type Track } from "./routes";
import { messageOf, onLeg, type Scene } from "./scene";
import { h, type Shape } from "./shape";

export function drawTrack(t: Track, s: Scene): Shape | undefined {
  if (!t.send && !t.receive) return undefined; // the way back of a one-way link is the same line
  const here = queueAt(t, "send", s);
  const there = queueAt(t, "receive", s);
  return h("g", { key: `${t.link.id} ${t.lane}` },
    line(t, s, here, there),
    lit(t, s),
    drawCut(t),
    altered(t, s),
    gate(t, s),
    here && drawQueue(t, here, s),
    there && drawQueue(t, there, s),
  );
}

function line(t: Track, s: Scene, here: Queue | undefined, there: Queue | undefined): Shape {
  const gaps: Span[] = [];
  if (gated(t)) gaps.push({ from: t.gate! - 4, to: t.gate! + 4 });
  if (here) gaps.push({ from: here.span.from - (isFull(here) ? 9 : 4), to: here.span.to + 4 });
  const cut = cutGap(t);
  if (cut) gaps.push(cut);
  if (there) gaps.push({ from: there.span.from - (isFull(there) ? 9 : 4), to: there.span.to + 4 });
  let d = "";
  let from = 0;
  for (const gap of [...gaps, { from: t.path.length, to: 0 }]) {
    if (gap.from > from) d += t.path.slice(from, gap.from).d();
    from = gap.to;
  }
  const outside = [t.sender, t.receiver].some((p) => p && isOutside(p.socket.node, s));
  const chosen = s.selection?.kind === "link" && s.selection.id === t.link.id;
  if (chosen) return h("g", {}, h("path", { class: "chosen-way", d: t.path.d() }), h("path", { class: lineClass(t, outside), d }));
  return h("path", { class: lineClass(t, outside), d });
}

// lit is the part of the way that the event is about.
function lit(t: Track, s: Scene): Shape | undefined {
  const { link, part, socket } = s.spot;
  if (link !== t.link.id || !part || !concerns(t, socket, part, s)) return undefined;
  const parts = {
    tail: [0, t.send?.from ?? t.flight.from], lane: [t.send ? t.send.to + 4 : 0, t.receive ? t.receive.from - 4 : t.path.length],
    head: [t.receive?.to ?? t.flight.to, t.path.length],
  } as const;
  const [from, to] = parts[part];
  return h("path", { class: "ln here", d: t.path.slice(from, to).d() });
}

// concerns: of two ways, the one on which it happened; on a one-way link there is one line for both.
function concerns(t: Track, socket: string | undefined, part: "tail" | "lane" | "head", s: Scene): boolean {
  if (!t.double) return true;
  const leaves = part === "tail" || (part === "lane" && s.event?.kind === "sent");
  return (leaves ? t.sender : t.receiver)?.socket.id === socket;
}

function lineClass(t: Track, outside: boolean): string {
  return `ln${t.link.status === "connected" ? (outside ? " out" : "") : " idle"}`;
}

function gate(t: Track, s: Scene): Shape | undefined {
  const words = gateWords(t, s);
  if (!words) return undefined;
  const at = t.path.at(t.gate!);
  const bar = s.frame.turned ? `M${num(at.x - 12)} ${num(at.y)}H${num(at.x + 12)}` : `M${num(at.x)} ${num(at.y - 12)}V${num(at.y + 12)}`;
  return h("g", {}, h("path", { class: "gate", d: bar }), written(words, words.face === "mono" ? "mono m" : "i3"));
}

function altered(t: Track, s: Scene): Shape | undefined {
  const words = alteredAt(t, s);
  return words && written(words, "i2");
}

function written(w: Words, tone: string): Shape {
  return h("text", { class: `${tone} halo`, "font-size": w.size, x: num(w.x), y: num(w.y), "text-anchor": w.anchor }, w.text);
}

function drawQueue(t: Track, q: Queue, s: Scene): Shape {
  const port = q.which === "send" ? t.sender : t.receiver;
  const n = Math.min(t.slots.most, slotCount(port?.socket, q.which === "send" ? "sendHwm" : "receiveHwm"));
  const slots = Array.from({ length: n }, (_, i) => slot(t, q, slotAt(t, q, i), s));
  const angle = t.path.angle(q.span.to - 1);
  const kept = q.messages.slice(0, n).map((id, i) => onLeg(s, t, id) ? undefined : inSlot(t, slotAt(t, q, i), messageOf(s, id), s, angle));
  const held = q.messages.slice(0, n).flatMap((id, i) => (endOf(t, q.which)?.held?.includes(id) ? [drawClamp(slotAt(t, q, i), angle, 0.6)] : []));
  return h("g", { class: isFull(q) ? "full" : "" }, slots, kept.filter((x) => x !== undefined), held, isFull(q) && stop(t, q, s), label(t, q, s));
}

function slot(t: Track, q: Queue, at: Point, s: Scene): Shape {
  const along = t.slots.pitch - 3;
  const [w, high] = s.frame.turned ? [t.slots.across, along] : [along, t.slots.across];
  return h("rect", { class: q.hidden ? "slot out" : "slot", x: num(at.x - w / 2), y: num(at.y - high / 2), width: w, height: high, rx: 3 });
}

function inSlot(t: Track, at: Point, m: Message | undefined, s: Scene, angle: number): Shape | undefined {
  if (!m) return undefined;
  const r = slotRadius(t, s.frame.turned);
  const chosen = s.selection?.kind === "message" && s.selection.id === m.id;
  return h("g", { transform: `translate(${num(at.x)} ${num(at.y)})` },
    chosen && h("circle", { class: "chosen", r: num(r * 1.9) }),
    h("path", { class: `k ${m.flow}`, d: outline(m.flow, r), transform: m.flow === "request" ? `rotate(${Math.round((angle * 180) / Math.PI)})` : undefined }),
  );
}

function stop(t: Track, q: Queue, s: Scene): Shape {
  const at = t.path.at(q.span.from - 4);
  const half = t.slots.across / 2 + 1.5;
  return h("path", { class: "stop", d: s.frame.turned ? `M${num(at.x - half)} ${num(at.y)}H${num(at.x + half)}` : `M${num(at.x)} ${num(at.y - half)}V${num(at.y + half)}` });
}

function label(t: Track, q: Queue, s: Scene): Shape | undefined {
  const words = queueWords(t, q, s);
  return words && written(words, isFull(q) ? "b dropink" : "i3");
}
