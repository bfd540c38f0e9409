// Labels say beside its dot what each message is, as far as there is room.

import type { Pen } from "../dom/pen";
import { palette } from "../mark/palette";
import type { Message } from "../model/types";
import type { Flying } from "./flights";
import type { Point } from "./path";
import type { Track } from "./routes";
import { messageOf, type Scene } from "./scene";
import { font, width } from "./text";

const size = 14;

// Words is the stretch that a label takes beside its way.
interface Words {
  readonly from: number;
  readonly to: number;
}

function words(place: Point, long: number, s: Scene): Words {
  return s.frame.turned ? { from: place.y - size, to: place.y + 4 } : { from: place.x - 4, to: place.x + long + 4 };
}

// drawLabels writes what each message is, the foremost first, wherever it hides no other.
export function drawLabels(pen: Pen, flying: readonly Flying[], t: Track, s: Scene, before: readonly Words[]): void {
  const taken = [...before];
  for (const f of flying) {
    const m = messageOf(s, f.flight.message);
    if (!m) continue;
    const { text, number, long } = labelOf(m, f.at, t, s);
    const place = labelPlace(f.at, long, t, s);
    const span = words(place, long, s);
    if (taken.some((x) => x.from < span.to && span.from < x.to)) continue;
    taken.push(span);
    write(pen, text, "medium", palette().ink, place.x, place.y);
    write(pen, number, "plain", palette().ink3, place.x + long - width(number, "plain", size), place.y);
  }
}

// labelOf a message is what it is and its number; in the last row of a phone there is no room for both.
function labelOf(m: Message, at: Point, t: Track, s: Scene): { text: string; number: string; long: number } {
  const text = m.label ?? "";
  const number = m.number ? `#${m.number}` : "";
  const short = width(text, "medium", size);
  const long = short + (text && number ? 4 : 0) + width(number, "plain", size);
  const tight = s.frame.turned && !(t.double && t.labels < 0) && at.x + 17 + long > s.frame.width;
  return text && tight ? { text, number: "", long: short } : { text, number, long };
}

function labelPlace(at: Point, long: number, t: Track, s: Scene): Point {
  if (s.frame.turned) {
    const left = t.double && t.labels < 0;
    return { x: Math.max(2, Math.min(left ? at.x - 15 - long : at.x + 15, s.frame.width - long - 2)), y: at.y + 5 };
  }
  const [a, b] = [t.path.at(t.flight.from).x, t.path.at(t.flight.to).x];
  const [left, right] = [Math.min(a, b) - 8, Math.max(a, b) + 12 - long]; // the words at the queues keep their place
  return { x: Math.max(left, Math.min(at.x - long / 2, right)), y: t.labels < 0 ? at.y - 16 : at.y + 27 };
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

export function drawWaiting(pen: Pen, waiting: readonly Flying[], t: Track, s: Scene): Words[] {
  const n = t.link.lanes[t.lane].length;
  const { capacity } = t.link;
  const text = capacity > 0 && n >= capacity ? `lane full, ${n} of ${capacity}` : `${waiting.length} due`;
  const lines = s.frame.turned ? text.split(", ") : [text];
  return lines.map((line, i) => {
    const long = width(line, "plain", size);
    const place = labelPlace(waiting[s.frame.turned ? 1 : 0]!.at, long, t, s);
    write(pen, line, "plain", palette().ink2, place.x, place.y + i * 16);
    return words({ x: place.x, y: place.y + i * 16 }, long, s);
  });
}

// drawCount says how many fly where they are too many to be told apart.
export function drawCount(pen: Pen, n: number, t: Track, s: Scene, taken: readonly Words[]): void {
  const text = `${n} in flight`;
  const long = width(text, "plain", size);
  const place = labelPlace(t.path.at((t.flight.from + t.flight.to) / 2), long, t, s);
  const span = words(place, long, s);
  if (!taken.some((x) => x.from < span.to && span.from < x.to)) write(pen, text, "plain", palette().ink2, place.x, place.y);
}
