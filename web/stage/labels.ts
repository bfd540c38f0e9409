// Labels say beside its dot what each message is, as far as there is room.

import type { Pen } from "../dom/pen";
import { palette } from "../mark/palette";
import type { Message } from "../model/types";
import type { Flying } from "./flights";
import type { Point } from "./path";
import { roomBeside } from "./room";
import type { Track } from "./routes";
import { messageOf, type Scene } from "./scene";
import type { Taken } from "../mark/taken";
import { clip, font, width } from "./text";

const size = 14;
const off = 15; // from the middle of a dot to words beside it

// Label is what is written, from x and y on: what a message is, and its number.
interface Label {
  readonly text: string;
  readonly number: string;
  readonly long: number;
  readonly x: number;
  readonly y: number;
  readonly reach: number; // how far it may move along its way and still belong to its dot
  readonly onLine?: boolean; // it lies on its way, and interrupts it
}

// drawLabels writes what each message is, the chosen one and then the foremost first, wherever it hides no other words.
export function drawLabels(pen: Pen, flying: readonly Flying[], t: Track, s: Scene, taken: Taken): void {
  const chosen = (f: Flying): boolean => s.selection?.kind === "message" && s.selection.id === f.flight.message;
  for (const f of [...flying.filter(chosen), ...flying.filter((f) => !chosen(f))]) {
    const m = messageOf(s, f.flight.message);
    for (const label of m ? labelsOf(m, f.at, t, s) : []) if (put(pen, label, taken)) break;
  }
}

function put(pen: Pen, { text, number, long, x, y, reach, onLine }: Label, taken: Taken): boolean {
  const placed = room({ x, y, long, reach }, taken);
  if (placed === undefined) return false;
  if (onLine) {
    pen.fillStyle = palette().stage;
    pen.fillRect(placed - 3, y - 12, long + 6, 15);
  }
  write(pen, text, "medium", palette().ink, placed, y);
  write(pen, number, "plain", palette().ink3, placed + long - width(number, "plain", size), y);
  return true;
}

function room({ x, y, long, reach }: Pick<Label, "x" | "y" | "long" | "reach">, taken: Taken): number | undefined {
  const placed = taken.place({ x: x - 3, y: y - 12, w: long + 6, h: 15 }, x - 3 - reach, x - 3 + reach);
  return placed && placed.x + 3;
}

// labelsOf a message are what may be written, the best first.
function labelsOf(m: Message, at: Point, t: Track, s: Scene): readonly Label[] {
  const text = m.label ?? "";
  const number = m.number ? `#${m.number}` : "";
  if (s.frame.turned) return turnedLabels(text, number, at, t, s);
  const long = longOf(text, number);
  const { before, after } = roomBeside(at, s);
  const close = !paired(t) && (t.labels < 0 ? before : after) < 40;
  if (close) return [...inline(text, number, at, t), ...inline("", number, at, t)];
  return [{ text, number, long, ...placeOf(at, long, t), reach: long / 2 + 10 }];
}

// paired: the way back lies beside it, not on it.
function paired(t: Track): boolean {
  return t.double && (t.sender ?? t.receiver)?.socket.type !== "HTTP";
}

// inline: the next way is too close for words above or below this one, so they stand on it, behind or before the dot.
function inline(text: string, number: string, at: Point, t: Track): readonly Label[] {
  const long = longOf(text, number);
  const [left, right] = limits(t);
  const xs = [at.x + off, at.x - off - long].filter((x) => x >= left && x + long <= right);
  return xs.map((x) => ({ text, number, long, x, y: at.y + 5, reach: 0, onLine: true }));
}

// turnedLabels stand beside the dot: whole on either side, or as much as there is room for.
function turnedLabels(text: string, number: string, at: Point, t: Track, s: Scene): readonly Label[] {
  const { before, after } = roomBeside(at, s);
  const left = { side: -1, room: Math.min(before - 12, at.x - 2) - off };
  const right = { side: 1, room: Math.min(after - 12, s.frame.width - at.x - 2) - off };
  const sides = paired(t) ? [t.labels < 0 ? left : right] : [right, left];
  const all = sides.flatMap(({ side, room }) => shorter(text, number, room).map(([words, figure], rank) => {
    const long = longOf(words, figure);
    return { rank, fits: long <= room, text: words, number: figure, long, x: side < 0 ? at.x - off - long : at.x + off, y: at.y + 5, reach: 0 };
  }));
  return all.filter((l) => l.fits).sort((a, b) => a.rank - b.rank);
}

// shorter forms of a label: whole, its beginning and its number where that still tells something, one of the two.
function shorter(text: string, number: string, room: number): readonly (readonly [string, string])[] {
  const cut = clip(text, room - width(number, "plain", size) - 4, "medium", size);
  return [[text, number], [cut.length > 4 ? cut : text, number], [text, ""], ["", number]];
}

function longOf(text: string, number: string): number {
  return width(text, "medium", size) + (text && number ? 4 : 0) + width(number, "plain", size);
}

// placeOf words above or below a dot; those at the queues keep their place.
function placeOf(at: Point, long: number, t: Track): Point {
  const [left, right] = limits(t);
  return { x: Math.max(left, Math.min(at.x - long / 2, right - long)), y: t.labels < 0 ? at.y - 16 : at.y + 27 };
}

function limits(t: Track): readonly [number, number] {
  const [a, b] = [t.path.at(t.flight.from).x, t.path.at(t.flight.to).x];
  return [Math.min(a, b) - 8, Math.max(a, b) + 12];
}

function write(pen: Pen, text: string, face: "plain" | "medium", color: string, x: number, y: number): void {
  if (!text) return;
  pen.font = font(face, size);
  pen.lineWidth = 5;
  pen.lineJoin = "round";
  pen.strokeStyle = palette().stage;
  pen.strokeText(text, x, y);
  pen.fillStyle = color;
  pen.fillText(text, x, y);
}

// drawWaiting says how many stand in line at the end of a lane.
export function drawWaiting(pen: Pen, waiting: readonly Flying[], t: Track, s: Scene, taken: Taken): void {
  const n = t.link.lanes[t.lane].length;
  const { capacity } = t.link;
  const full = capacity > 0 && n >= capacity;
  const at = waiting[s.frame.turned ? 1 : 0]!.at;
  if (s.frame.turned) return beside(pen, full ? ["lane full", `${n} of ${capacity}`] : [`${waiting.length} due`], at, t, s, taken);
  const [left, right] = limits(t);
  const forms = full ? [`lane full, ${n} of ${capacity}`, `${n} of ${capacity}`] : [`${waiting.length} due`];
  say(pen, forms.find((f) => width(f, "plain", size) <= right - left) ?? forms[forms.length - 1]!, at, t, taken);
}

// beside a turned way words stand in short lines.
function beside(pen: Pen, lines: readonly string[], at: Point, t: Track, s: Scene, taken: Taken): void {
  const long = Math.max(...lines.map((line) => width(line, "plain", size)));
  const left = paired(t) && t.labels < 0;
  const x = left || at.x + off + long > s.frame.width - 2 ? at.x - off - long : at.x + off;
  lines.forEach((line, i) => {
    const y = at.y + 5 + i * 16;
    if (room({ x, y, long: width(line, "plain", size), reach: 0 }, taken) !== undefined) write(pen, line, "plain", palette().ink2, x, y);
  });
}

function say(pen: Pen, text: string, at: Point, t: Track, taken: Taken): void {
  const long = width(text, "plain", size);
  const place = placeOf(at, long, t);
  const x = room({ ...place, long, reach: long / 2 + 10 }, taken);
  if (x !== undefined) write(pen, text, "plain", palette().ink2, x, place.y);
}

// drawCount says how many fly where they are too many to be told apart.
export function drawCount(pen: Pen, n: number, t: Track, s: Scene, taken: Taken): void {
  const at = t.path.at((t.flight.from + t.flight.to) / 2);
  if (s.frame.turned) beside(pen, [`${n}`, "in flight"], at, t, s, taken);
  else say(pen, `${n} in flight`, at, t, taken);
}
