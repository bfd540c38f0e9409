// paint draws the chart as it stands at the cursor: solid is what has
// happened, dashed is what is on its way or was recorded after the cursor.

import { cross, outline } from "../mark/shape";
import { reasonOf } from "../mark/words";
import type { Palette } from "../mark/palette";
import type { Sheet } from "../dom/canvas";
import type { Socket } from "../model/types";
import { ticks, type Axis } from "./axis";
import { within, type Chart, type Flight, type Point, type Spell } from "./chart";
import type { View } from "./view";

export interface Scene {
  readonly sheet: Sheet;
  readonly colors: Palette;
  readonly chart: Chart;
  readonly view: View;
  readonly axis: Axis;
  readonly at: number; // of the cursor
  readonly seq: number;
  readonly sockets: readonly Socket[]; // at the cursor
  readonly chosen: number | undefined; // a message
}

// Hit is what a click near it means.
export interface Hit {
  readonly x: number;
  readonly y: number;
  readonly seq: number;
  readonly message?: number;
}

const dash = [3, 4];

export function paint(s: Scene): readonly Hit[] {
  const flights = within(s.chart.flights, (f) => f.t0, s.view.from, s.view.to, s.chart.longestFlight);
  const points = within(s.chart.points, (p) => p.at, s.view.from, s.view.to, 0);
  const ended = within(s.chart.spells, (p) => p.from, s.view.from, s.view.to, s.chart.longestSpell);
  const spells = [...new Set([...ended, ...s.chart.lasting()])];
  const hits: Hit[] = [];
  ground(s);
  clipped(s, () => grid(s));
  lanes(s, spells.filter((p) => p.kind === "absent"));
  clipped(s, () => {
    for (const spell of spells) if (spell.kind !== "absent") box(s, spell);
    for (const f of flights) if (f.what !== "message") flight(s, f);
    for (const f of flights) if (f.what === "message") flight(s, f);
    for (const f of queueing(s, flights)) waiting(s, f);
  });
  cursor(s);
  clipped(s, () => {
    labels(s, points);
    for (const p of points) if (p.kind === "note") point(s, p, hits);
    for (const p of points) if (p.kind !== "note") point(s, p, hits);
  });
  figures(s);
  counts(s);
  return hits;
}

// clipped draws within the time in view; marks may stand out by their own size.
function clipped(s: Scene, draw: () => void): void {
  const { pen, rem } = s.sheet;
  pen.save();
  pen.beginPath();
  pen.rect(s.axis.left - 1, 0, s.axis.right - s.axis.left + 0.4 * rem, s.sheet.height);
  pen.clip();
  draw();
  pen.restore();
}

function ground(s: Scene): void {
  const x = Math.max(s.axis.left, s.axis.x(s.at));
  if (x >= s.axis.right) return;
  s.sheet.pen.fillStyle = s.colors.page;
  s.sheet.pen.fillRect(x, s.axis.top, s.axis.right - x, s.axis.bottom - s.axis.top);
}

function grid(s: Scene): void {
  for (const t of ticks(s.axis, s.view, 6 * s.sheet.rem).at) {
    line(s, Math.round(s.axis.x(t)) + 0.5, s.axis.top, Math.round(s.axis.x(t)) + 0.5, s.axis.bottom, s.colors.hair, 1);
  }
}

function lanes(s: Scene, absences: readonly Spell[]): void {
  const { pen, rem } = s.sheet;
  for (const { node, y } of s.axis.lanes) {
    let x = s.axis.left;
    for (const a of absences) {
      if (a.node !== node.name) continue;
      const from = clamp(s, s.axis.x(a.from));
      const to = clamp(s, s.axis.x(a.end ?? s.view.to));
      lane(s, x, from, y, node.outside ? [5, 4] : []);
      lane(s, from, to, y, [1, 6]); // its program does not run
      x = to;
    }
    lane(s, x, s.axis.right, y, node.outside ? [5, 4] : []);
    pen.setLineDash([]);
    text(s, short(s, node.name, s.axis.left - 0.6 * rem), 0, y + 0.28 * rem, { color: s.colors.ink, weight: 500 });
  }
}

function lane(s: Scene, from: number, to: number, y: number, dashes: readonly number[]): void {
  if (to <= from) return;
  s.sheet.pen.setLineDash([...dashes]);
  line(s, from, y, to, y, s.colors.edge, 1.5);
}

function clamp(s: Scene, x: number): number {
  return Math.min(s.axis.right, Math.max(s.axis.left, x));
}

// box: grey for work, red for a call that is blocked.
function box(s: Scene, spell: Spell): void {
  const y = s.axis.y(spell.node);
  if (y === undefined) return;
  const { pen, rem } = s.sheet;
  const half = 0.5 * rem;
  const end = spell.end ?? Math.max(spell.until ?? s.at, s.at);
  const [from, now, to] = [s.axis.x(spell.from), s.axis.x(Math.min(s.at, end)), s.axis.x(end)];
  const red = spell.kind === "blocked";
  const color = red ? s.colors.dropInk : s.colors.edge;
  if (now > from) {
    pen.fillStyle = red ? s.colors.dropTint : s.colors.sunk;
    pen.fillRect(from, y - half, now - from, 2 * half);
  }
  outlined(s, from, y - half, Math.max(from, now), y + half, color, now >= to);
  if (to > Math.max(now, from)) {
    pen.fillStyle = s.colors.page;
    pen.fillRect(Math.max(now, from), y - half, to - Math.max(now, from), 2 * half);
    pen.setLineDash(dash);
    outlined(s, Math.max(now, from), y - half, to, y + half, color, true);
    pen.setLineDash([]);
  }
  inside(s, spell, Math.max(from, s.axis.left), Math.min(to, s.axis.right), y);
}

// inside says as much as there is room for.
function inside(s: Scene, spell: Spell, from: number, to: number, y: number): void {
  const { rem } = s.sheet;
  const until = spell.until === undefined ? "" : ` until ${(spell.until / 1e6).toFixed(1)} s`;
  const whole = spell.kind === "blocked" ? ["blocked" + until, "blocked"] : spell.text ? [`handling ${spell.text}${until}`, spell.text] : [`working${until}`];
  const words = whole.find((w) => width(s, w) < to - from - 0.9 * rem);
  if (!words) return;
  const color = spell.kind === "blocked" ? s.colors.dropInk : s.colors.ink2;
  text(s, words, from + 0.5 * rem, y + 0.25 * rem, { color, size: 0.6875 });
}

function outlined(s: Scene, x1: number, y1: number, x2: number, y2: number, color: string, closed: boolean): void {
  const { pen } = s.sheet;
  pen.strokeStyle = color;
  pen.lineWidth = 1;
  pen.beginPath();
  pen.moveTo(x2, y1);
  pen.lineTo(x1, y1);
  pen.lineTo(x1, y2);
  pen.lineTo(x2, y2);
  if (closed) pen.closePath();
  pen.stroke();
}

// flight slants from the sender's lane to the receiver's. What is due but not
// yet taken goes on beside the lane, and waits there.
function flight(s: Scene, f: Flight): void {
  const [a, b] = [s.axis.y(f.from), s.axis.y(f.to)];
  if (a === undefined || b === undefined) return;
  const color = f.flow ? s.colors.flow[f.flow].edge : s.colors.edge;
  const chosen = f.message !== undefined && f.message === s.chosen;
  const wide = chosen ? 3 : f.what === "message" ? 1.5 : 1;
  const end = f.end ?? Math.max(f.t1, s.at);
  if (f.lost && end < f.t1) {
    const part = (end - f.t0) / (f.t1 - f.t0);
    const y = a + (b - a) * part;
    leg(s, f.t0, a, end, y, color, wide);
    crossAt(s, s.axis.x(end), y, end > s.at);
    return;
  }
  const waits = s.axis.x(end) - s.axis.x(f.t1) > 3;
  const beside = waits ? besideOf(s, a, b) : b;
  leg(s, f.t0, a, f.t1, beside, color, wide);
  if (!waits) return;
  leg(s, f.t1, beside, end, beside, color, wide);
  if (f.end !== undefined) leg(s, end, beside, end, b, color, wide);
}

// beside the receiver's lane, on the side it came from.
function besideOf(s: Scene, from: number, to: number): number {
  return to - Math.sign(to - from || 1) * 0.75 * s.sheet.rem;
}

// queueing are, of those that wait at the end of a lane, the one that waits longest in view for each node.
function queueing(s: Scene, flights: readonly Flight[]): Iterable<Flight> {
  const longest = new Map<string, Flight>();
  const wait = (f: Flight): number => Math.min(f.end ?? s.at, s.at, s.view.to) - Math.max(f.t1, s.view.from);
  for (const f of flights) {
    const other = longest.get(f.to);
    if (wait(f) > 0 && (!other || wait(f) > wait(other))) longest.set(f.to, f);
  }
  return longest.values();
}

function waiting(s: Scene, f: Flight): void {
  const words = "waits in the lane";
  const [a, b] = [s.axis.y(f.from), s.axis.y(f.to)];
  if (a === undefined || b === undefined) return;
  const y = besideOf(s, a, b);
  const [x1, x2] = [Math.max(s.axis.left, s.axis.x(f.t1)), Math.min(s.axis.right, s.axis.x(Math.min(f.end ?? s.at, s.at)))];
  const wide = width(s, words);
  if (wide > x2 - x1 - s.sheet.rem) return;
  text(s, words, (x1 + x2 - wide) / 2, y + 0.25 * s.sheet.rem, { color: s.colors.ink2, halo: true });
}

// leg is a line in time, solid up to the cursor and dashed beyond.
function leg(s: Scene, t0: number, y0: number, t1: number, y1: number, color: string, wide: number): void {
  const [x0, x1] = [s.axis.x(t0), s.axis.x(t1)];
  const now = Math.min(1, Math.max(0, t1 === t0 ? (t0 <= s.at ? 1 : 0) : (s.at - t0) / (t1 - t0)));
  const [x, y] = [x0 + (x1 - x0) * now, y0 + (y1 - y0) * now];
  if (now > 0) line(s, x0, y0, x, y, color, wide);
  if (now === 1) return;
  s.sheet.pen.setLineDash(dash);
  line(s, x, y, x1, y1, color, wide);
  s.sheet.pen.setLineDash([]);
}

function point(s: Scene, p: Point, hits: Hit[]): void {
  const lane = s.axis.y(p.node);
  if (lane === undefined) return;
  const { pen, rem } = s.sheet;
  const x = s.axis.x(p.at);
  const y = p.kind === "dropped" ? lane + 1.05 * rem : lane;
  const later = p.seq > s.seq;
  hits.push({ x, y, seq: p.seq, message: p.message });
  pen.save();
  if (later) pen.globalAlpha = 0.5;
  switch (p.kind) {
    case "send":
      shape(s, p, x, y, 0.36 * rem);
      break;
    case "received":
      dot(s, p, x, y, 0.22 * rem);
      break;
    case "dropped":
      pen.setLineDash(dash);
      line(s, x, lane, x, y - 0.35 * rem, s.colors.dropInk, 1.5);
      pen.setLineDash([]);
      crossAt(s, x, y, false);
      break;
    case "failed":
      crossAt(s, x, y, false);
      break;
    case "note":
      dot(s, p, x, y, 0.16 * rem);
      break;
  }
  pen.restore();
  if (p.message !== undefined && p.message === s.chosen) ring(s, x, y, 0.62 * rem);
}

function shape(s: Scene, p: Point, x: number, y: number, r: number): void {
  const { pen } = s.sheet;
  const ink = s.colors.flow[p.flow ?? "control"];
  pen.save();
  pen.translate(x, y);
  const path = new Path2D(outline(p.flow ?? "control", r));
  pen.fillStyle = ink.fill;
  pen.strokeStyle = ink.edge;
  pen.lineWidth = 1.5;
  pen.lineJoin = "round";
  pen.fill(path);
  pen.stroke(path);
  pen.restore();
}

function dot(s: Scene, p: Point, x: number, y: number, r: number): void {
  const { pen } = s.sheet;
  const ink = s.colors.flow[p.flow ?? "control"];
  pen.beginPath();
  pen.arc(x, y, r, 0, 7);
  pen.fillStyle = p.flow ? ink.fill : s.colors.ink3;
  pen.strokeStyle = p.flow ? ink.edge : s.colors.ink3;
  pen.lineWidth = 1;
  pen.fill();
  pen.stroke();
}

function ring(s: Scene, x: number, y: number, r: number): void {
  const { pen } = s.sheet;
  pen.beginPath();
  pen.arc(x, y, r, 0, 7);
  pen.strokeStyle = s.colors.accent;
  pen.lineWidth = 2;
  pen.stroke();
}

function crossAt(s: Scene, x: number, y: number, later: boolean): void {
  const { pen, rem } = s.sheet;
  pen.save();
  if (later) pen.globalAlpha = 0.5;
  pen.translate(x, y);
  pen.scale(rem / 18, rem / 18);
  pen.strokeStyle = s.colors.dropInk;
  pen.lineWidth = 2.25;
  pen.lineCap = "round";
  pen.stroke(new Path2D(cross));
  pen.restore();
}

// labels stand above their marks, those of losses first; one that would touch another is left out.
function labels(s: Scene, points: readonly Point[]): void {
  const taken = new Map<string, { from: number; to: number }[]>();
  const named = points.filter((p) => (p.kind === "send" || p.kind === "dropped" || p.kind === "failed") && (p.label || p.reason));
  const lost = new Map(points.filter((p) => p.kind === "dropped").map((p) => [`${p.message} ${p.node} ${p.at}`, p.reason]));
  const rank = (p: Point): number => (p.kind === "send" && !lost.has(`${p.message} ${p.node} ${p.at}`) ? 1 : 0);
  for (const p of [...named].sort((a, b) => rank(a) - rank(b) || a.at - b.at)) {
    const y = s.axis.y(p.node);
    if (y === undefined || crowded(s, p, points)) continue;
    const reason = p.kind === "send" ? lost.get(`${p.message} ${p.node} ${p.at}`) : p.reason;
    label(s, p, reason, y, taken);
  }
}

// crowded: lanes stand so close that the label would lie on a mark of the lane above.
function crowded(s: Scene, p: Point, points: readonly Point[]): boolean {
  const i = s.axis.lanes.findIndex((l) => l.node.name === p.node);
  const [above, here] = [s.axis.lanes[i - 1], s.axis.lanes[i]];
  if (!above || !here || here.y - above.y > 1.5 * s.sheet.rem) return false;
  const near = width(s, p.label) / 2 + 0.4 * s.sheet.rem;
  return points.some((o) => o.node === above.node.name && Math.abs(s.axis.x(o.at) - s.axis.x(p.at)) < near);
}

function label(s: Scene, p: Point, reason: string | undefined, y: number, taken: Map<string, { from: number; to: number }[]>): void {
  const { rem } = s.sheet;
  const name = p.kind === "failed" ? "" : p.label;
  const [head, tail] = split(name);
  const wide = Math.max(width(s, name), reason ? width(s, reasonOf(reason)) : 0);
  const x = s.axis.x(p.at);
  const [from, to] = [x - wide / 2, x + wide / 2];
  const others = taken.get(p.node) ?? [];
  if (from < s.axis.left - 0.2 * rem || others.some((o) => from < o.to + 0.45 * rem && to > o.from - 0.45 * rem)) return;
  taken.set(p.node, [...others, { from, to }]);
  const base = y - 0.62 * rem;
  const later = p.seq > s.seq;
  const start = x - width(s, name) / 2;
  text(s, head, start, base, { color: later ? s.colors.ink3 : s.colors.ink, weight: 500, halo: true });
  text(s, tail, start + width(s, head), base, { color: s.colors.ink3, halo: true });
  if (reason) text(s, reasonOf(reason), x - width(s, reasonOf(reason)) / 2, base - (name ? 0.85 * rem : 0), { color: s.colors.dropInk, weight: 600, halo: true });
}

// split a name into what it is and its number: "NYC ", "#16".
function split(name: string): readonly [string, string] {
  const i = name.lastIndexOf("#");
  return i < 0 ? [name, ""] : [name.slice(0, i), name.slice(i)];
}

function cursor(s: Scene): void {
  const x = s.axis.x(s.at);
  if (x < s.axis.left - 1 || x > s.axis.right + 1) return;
  line(s, x, s.axis.top, x, s.axis.bottom, s.colors.accent, 2);
}

function figures(s: Scene): void {
  const { rem } = s.sheet;
  const y = s.axis.bottom + 0.95 * rem;
  const { at, decimals } = ticks(s.axis, s.view, 6 * rem);
  const here = `${(s.at / 1e6).toFixed(Math.max(1, decimals))} s`;
  const x = s.axis.x(s.at);
  const wide = width(s, here);
  const shown = x >= s.axis.left - 1 && x <= s.axis.right + 1;
  if (shown) text(s, here, x - wide / 2, y, { color: s.colors.accent, weight: 600 });
  for (const t of at) {
    const words = `${(t / 1e6).toFixed(decimals)} s`;
    const half = width(s, words) / 2;
    if (shown && Math.abs(s.axis.x(t) - x) < half + wide / 2 + 0.5 * rem) continue;
    text(s, words, s.axis.x(t) - half, y, { color: s.colors.ink3 });
  }
}

const silent = new Set(["PUB", "PUSH"]); // they receive nothing

// counts in the right margin: what each program has received.
function counts(s: Scene): void {
  const { rem } = s.sheet;
  const right = s.sheet.width;
  let any = false;
  for (const { node, y } of s.axis.lanes) {
    const mine = s.sockets.filter((k) => k.node === node.name && !silent.has(k.type));
    if (mine.length === 0) continue;
    any = true;
    // what an outside program takes is not told by it: what was handed over to it counts
    const words = String(node.outside ? s.chart.takenBy(node.name, s.seq) : mine.reduce((sum, k) => sum + k.received, 0));
    text(s, words, right - width(s, words), y + 0.28 * rem, { color: s.colors.ink, weight: 500 });
  }
  if (any && right - s.axis.right > 4 * rem) text(s, "received", right - width(s, "received"), s.axis.top - 1.1 * rem, { color: s.colors.ink3 });
}

interface Style {
  readonly color: string;
  readonly weight?: number;
  readonly size?: number; // rem
  readonly halo?: boolean;
}

function text(s: Scene, words: string, x: number, y: number, style: Style): void {
  const { pen, rem } = s.sheet;
  pen.font = `${style.weight ?? 400} ${(style.size ?? 0.75) * rem}px ${s.colors.sans}`;
  if (style.halo) {
    pen.strokeStyle = s.colors.stage;
    pen.lineWidth = 4;
    pen.lineJoin = "round";
    pen.strokeText(words, x, y);
  }
  pen.fillStyle = style.color;
  pen.fillText(words, x, y);
}

function width(s: Scene, words: string): number {
  s.sheet.pen.font = `500 ${0.75 * s.sheet.rem}px ${s.colors.sans}`;
  return s.sheet.pen.measureText(words).width;
}

function short(s: Scene, words: string, room: number): string {
  if (width(s, words) <= room) return words;
  let n = words.length;
  while (n > 1 && width(s, `${words.slice(0, n)}…`) > room) n--;
  return `${words.slice(0, n).trimEnd()}…`;
}

function line(s: Scene, x1: number, y1: number, x2: number, y2: number, color: string, wide: number): void {
  const { pen } = s.sheet;
  pen.strokeStyle = color;
  pen.lineWidth = wide * Math.max(1, s.sheet.rem / 18); // a projector wants more ink
  pen.lineCap = "round";
  pen.beginPath();
  pen.moveTo(x1, y1);
  pen.lineTo(x2, y2);
  pen.stroke();
}
