// A queue at one end of a link, as far as it is there and can be seen.

import { side } from "../model/step";
import type { End } from "../model/types";
import type { Point } from "./path";
import type { Span, Track } from "./routes";
import type { Scene } from "./scene";

export interface Queue {
  readonly which: "send" | "receive";
  readonly span: Span;
  readonly hidden: boolean; // at an outside peer: not visible from here
  readonly messages: readonly number[];
  readonly hwm: number;
}

export function endOf(t: Track, which: Queue["which"]): End | undefined {
  const port = which === "send" ? t.sender : t.receiver;
  return port && t.link.ends[side(t.link, port.socket.id)];
}

// queueAt is a queue that really is there: who connects has one at once, who is bound once the peer is connected.
export function queueAt(t: Track, which: Queue["which"], s: Scene): Queue | undefined {
  const port = which === "send" ? t.sender : t.receiver;
  const span = which === "send" ? t.send : t.receive;
  const end = endOf(t, which);
  if (!port || !span || !end) return undefined;
  const hidden = isOutside(port.socket.node, s);
  const there = hidden ? t.link.status === "connected" : end.connected || port.socket.id === t.link.from || end[which].length > 0;
  if (!there || (port.socket.type === "HTTP" && end[which].length === 0)) return undefined;
  return { which, span, hidden, messages: end[which], hwm: which === "send" ? port.socket.sendHwm : port.socket.receiveHwm };
}

export function isOutside(node: string, s: Scene): boolean {
  return s.state.nodes.some((n) => n.name === node && n.outside);
}

export function isFull(q: Queue): boolean {
  return q.hwm > 0 && q.messages.length >= q.hwm;
}

// slotAt is the middle of slot i; 0 is the head, next to leave.
export function slotAt(t: Track, q: Queue, i: number): Point {
  return t.path.at(q.span.to - t.slots.pitch * (i + 0.5));
}

// slotRadius is that of a message in a slot.
export function slotRadius(t: Track, turned: boolean): number {
  return Math.min(t.slots.pitch - 3, t.slots.across) * (turned ? 0.36 : 0.31);
}
