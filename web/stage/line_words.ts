// The words that stand at a link: the topics at its gate, how much is in its
// queues, and what was altered.

import { depth as depthText } from "../mark/words";
import { alteredAt } from "./altered";
import type { Box } from "../mark/taken";
import type { Point } from "./path";
import { endOf, isFull, queueAt, type Queue } from "./queue";
import { close, roomBeside } from "./room";
import type { Track } from "./routes";
import type { Scene } from "./scene";
import { clip, width, type Face } from "./text";

export interface Words extends Point {
  readonly text: string;
  readonly anchor: "start" | "middle" | "end";
  readonly size: number;
  readonly face: Face;
}

const anchors = { start: 0, middle: 0.5, end: 1 } as const;

export function boxOf(w: Words): Box {
  const long = width(w.text, w.face, w.size);
  return { x: w.x - long * anchors[w.anchor], y: w.y - 0.8 * w.size, w: long, h: w.size };
}

const known = new WeakMap<Scene, readonly Box[]>();

// standing are the boxes of all of them.
export function standing(s: Scene): readonly Box[] {
  let found = known.get(s);
  if (!found) known.set(s, (found = s.tracks.filter((t) => t.send || t.receive).flatMap((t) => wordsAt(t, s)).map(boxOf)));
  return found;
}

function wordsAt(t: Track, s: Scene): readonly Words[] {
  const queues = [queueAt(t, "send", s), queueAt(t, "receive", s)].filter((q) => q !== undefined);
  return [gateWords(t, s), alteredAt(t, s), ...queues.map((q) => queueWords(t, q, s))].filter((w) => w !== undefined);
}

// gated: only some topics pass. Everything passes where the empty topic was asked for.
export function gated(t: Track): boolean {
  const end = endOf(t, "send");
  return t.gate !== undefined && end?.connected === true && !end.topics.includes("");
}

export function gateWords(t: Track, s: Scene): Words | undefined {
  if (!gated(t)) return undefined;
  const at = t.path.at(t.gate!);
  const topics = endOf(t, "send")!.topics;
  const face = topics.length ? "mono" : "plain";
  if (s.frame.turned) return { text: gateText(topics, 60), x: at.x + 18, y: at.y + 4, anchor: "start", size: 12, face };
  return { text: gateText(topics, 66), x: at.x + 2, y: at.y - 17, anchor: "middle", size: 13, face };
}

function gateText(topics: readonly string[], room: number): string {
  if (topics.length === 0) return "no topic";
  const all = topics.join(" ");
  return clip(topics.length > 1 && width(all, "mono", 13) > room ? `${topics.length} topics` : all, room, "mono", 13);
}

const shortLane = 130; // above a shorter one there is room for the words of messages only

// labelText says how much is in the queue; of an empty long one there is nothing to say.
function labelText(t: Track, q: Queue, s: Scene): string {
  const n = q.messages.length;
  if (q.hidden) return s.frame.turned || width(unseen, "plain", 13.5) > roomAt(t, q) ? "not visible" : unseen;
  if (n === 0 && (q.hwm === 0 || q.hwm > 12 || (!s.frame.turned && t.flight.to - t.flight.from < shortLane))) return "";
  return depthText(n, q.hwm) + (isFull(q) ? " full" : "");
}

const unseen = "not visible from here";

// roomAt a queue is from its end at the lane to the socket.
function roomAt(t: Track, q: Queue): number {
  return (q.which === "send" ? q.span.to : t.path.length - q.span.from) - 6;
}

export function queueWords(t: Track, q: Queue, s: Scene): Words | undefined {
  const text = labelText(t, q, s);
  if (!text) return undefined;
  const face = isFull(q) ? "bold" : "plain";
  const end = t.path.at(q.which === "send" ? q.span.to : q.span.from);
  const half = t.slots.across / 2;
  if (s.frame.turned) return turnedWords(t, q, text, face, end, s);
  const fits = width(text, face, 13.5) <= roomAt(t, q) ? text : text.replace(" full", ""); // its colour says so too
  const ahead = Math.cos(t.path.angle(q.span.to - 1)) > 0;
  const anchor = (q.which === "send") === ahead ? "end" : "start";
  return { text: fits, x: end.x, y: t.labels < 0 ? end.y - half - 7 : end.y + half + 16, anchor, size: 13.5, face };
}

// turnedWords stand beside the queue; where that is too narrow for both, how much is in it without its bound.
function turnedWords(t: Track, q: Queue, text: string, face: Face, end: Point, s: Scene): Words | undefined {
  const top = Math.min(t.path.at(q.span.to).y, t.path.at(q.span.from).y);
  const half = t.slots.across / 2;
  const left = t.double && t.labels < 0;
  const { before, after } = roomBeside({ x: end.x, y: top + 4 }, s);
  const [beside, edge] = left ? [before, end.x] : [after, s.frame.width - end.x];
  const falls = isFull(q) && beside < close ? 20 : 0; // what the next queue drops comes to lie there
  const room = Math.min(beside - half - falls, edge) - half - 7; // the next way has a queue as well, the edge has not
  const forms = q.hidden ? [text, "hidden"] : [text, text.replace(" full", ""), String(q.messages.length)];
  const fits = forms.find((w) => width(w, face, 12) <= room);
  if (fits === undefined) return undefined;
  return { text: fits, x: end.x + (left ? -half - 5 : half + 6), y: top + 13, anchor: left ? "end" : "start", size: 12, face };
}
