// What flies, on a canvas over the stage, anew on each frame. A parcel's place
// is f(world time): (now - t0) / (t1 - t0) of its lane. Those that are due but
// not taken stand in line at the end of it.

import { palette } from "../mark/palette";
import { outline } from "../mark/shape";
import type { Flight, Flow, Message } from "../model/types";
import type { Point } from "./path";
import type { Track } from "./routes";
import { messageOf, onLeg, type Scene } from "./scene";
import { font, width } from "./text";

export interface Flying {
  readonly flight: Flight;
  readonly distance: number; // along its way
  readonly at: Point;
  readonly angle: number;
  readonly waits: boolean;
}

const apart = 21; // between messages that stand in line
const calmSteps = 6; // with reduced motion a message stands at the start, the sixths and the end of its way

export function fly(t: Track, now: number, calm: boolean): Flying[] {
  let free = t.flight.to; // nothing may stand beyond this
  const long = t.flight.to - t.flight.from;
  return t.link.lanes[t.lane].map((flight) => {
    const part = progress(flight, now, calm);
    const distance = Math.min(t.flight.from + long * part, free);
    const waits = now >= flight.t1;
    if (waits) free = Math.max(t.flight.from, distance - (flight.message ? apart : 12));
    return { flight, distance, at: t.path.at(distance), angle: t.path.angle(distance), waits };
  });
}

function progress(f: Flight, now: number, calm: boolean): number {
  const part = f.t1 > f.t0 ? Math.max(0, Math.min(1, (now - f.t0) / (f.t1 - f.t0))) : 1;
  return calm ? Math.round(part * calmSteps) / calmSteps : part;
}

const outlines = new Map<string, Path2D>();

function shape(flow: Flow, r: number): Path2D {
  const key = `${flow} ${r}`;
  const known = outlines.get(key) ?? new Path2D(outline(flow, r));
  outlines.set(key, known);
  return known;
}

export const radius = 9.2;
const ring = 3.6;

export function drawFlights(pen: CanvasRenderingContext2D, s: Scene, now: number, calm: boolean): void {
  for (const t of s.tracks) {
    const flying = fly(t, now, calm).filter((f) => !onLeg(s, t, f.flight.message));
    if (flying.length === 0) continue;
    for (const f of flying) drawOne(pen, f.flight.message, f.at, f.angle, s);
    const waiting = flying.filter((f) => f.waits && f.flight.message);
    const taken = waiting.length > 1 ? drawWaiting(pen, waiting, t, s) : [];
    drawLabels(pen, flying.filter((f) => f.flight.message && !(f.waits && waiting.length > 1)), t, s, taken);
  }
}

export function drawOne(pen: CanvasRenderingContext2D, message: number | undefined, at: Point, angle: number, s: Scene, scale = 1): void {
  const m = messageOf(s, message);
  const ink = palette().flow[m?.flow ?? "control"];
  const flow = m?.flow ?? "control";
  const r = m && flow !== "control" ? radius : m ? 7.5 : ring / 0.62;
  pen.save();
  pen.translate(at.x, at.y);
  pen.scale(scale, scale);
  if (m && s.selection?.kind === "message" && s.selection.id === m.id) chosen(pen);
  if (flow === "request") pen.rotate(angle);
  pen.fillStyle = ink.fill;
  pen.strokeStyle = ink.edge;
  pen.lineWidth = flow === "control" ? 1.75 : 1.5;
  pen.lineJoin = "round";
  const path = shape(flow, r);
  pen.fill(path);
  pen.stroke(path);
  pen.restore();
}

function chosen(pen: CanvasRenderingContext2D): void {
  pen.beginPath();
  pen.arc(0, 0, 14, 0, 2 * Math.PI);
  pen.strokeStyle = palette().accent;
  pen.lineWidth = 2;
  pen.stroke();
}

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
function drawLabels(pen: CanvasRenderingContext2D, flying: readonly Flying[], t: Track, s: Scene, before: readonly Words[]): void {
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

function write(pen: CanvasRenderingContext2D, text: string, face: "plain" | "medium", color: string, x: number, y: number): void {
  if (!text) return;
  pen.font = font(face, size);
  pen.lineWidth = 5;
  pen.lineJoin = "round";
  pen.strokeStyle = palette().stage;
  pen.strokeText(text, x, y);
  pen.fillStyle = color;
  pen.fillText(text, x, y);
}

function drawWaiting(pen: CanvasRenderingContext2D, waiting: readonly Flying[], t: Track, s: Scene): Words[] {
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

// nearest is the message that flies closest to a point, for a pointer.
export function nearest(s: Scene, now: number, calm: boolean, at: Point): number | undefined {
  let best: { id: number; far: number } | undefined;
  for (const t of s.tracks) {
    for (const f of fly(t, now, calm)) {
      const far = Math.hypot(f.at.x - at.x, f.at.y - at.y);
      if (f.flight.message && far < 18 && (!best || far < best.far)) best = { id: f.flight.message, far };
    }
  }
  return best?.id;
}
