// What a reader has done to a link: a way that is cut, held messages, and the
// words for what is no longer as it began.

import { duration } from "../mark/words";
import type { Flight, Link, Way } from "../model/types";
import { num, type Point } from "./path";
import type { Words } from "./line_words";
import type { Span, Track } from "./routes";
import type { Scene } from "./scene";
import { h, type Shape } from "./shape";
import { clip } from "./text";

export function isCut(l: Link, way: 0 | 1): boolean {
  return l.ways?.[way]?.cut ?? false;
}

// stands: it does not fly on, whatever the time.
export function stands(f: Flight, l: Link, way: 0 | 1): boolean {
  return f.held === true || isCut(l, way);
}

// cuts are the ways of a track at which its line is broken: its own, and the way back where that is the same line.
function cuts(t: Track): readonly (0 | 1)[] {
  const ways: readonly (0 | 1)[] = t.double ? [t.lane] : [t.lane, t.lane === 0 ? 1 : 0];
  return ways.filter((way) => isCut(t.link, way));
}

const half = 8; // of the gap

export function cutGap(t: Track): Span | undefined {
  const middle = (t.flight.from + t.flight.to) / 2;
  return cuts(t).length > 0 ? { from: middle - half, to: middle + half } : undefined;
}

// drawCut is a stroke at each side of the gap, and, where only one way is cut, an arrow that says which.
export function drawCut(t: Track): Shape | undefined {
  const gap = cutGap(t);
  if (!gap) return undefined;
  const at = t.path.at((gap.from + gap.to) / 2);
  const turn = Math.round((t.path.angle(gap.from) * 180) / Math.PI);
  const cut = cuts(t);
  const oneWay = !t.double && cut.length === 1;
  const back = cut[0] !== t.lane;
  return h("g", { class: "cut", transform: `translate(${num(at.x)} ${num(at.y)}) rotate(${turn})` },
    h("path", { d: `M${-half - 3} 7L${-half + 3} -7M${half - 3} 7L${half + 3} -7` }),
    oneWay && h("path", { d: "M-7 -15H7M3.5 -18.5L7 -15L3.5 -11.5", transform: back ? "rotate(180) translate(0 30)" : undefined }),
  );
}

// alteredAt is what is no longer as it began, and where it stands: on the side of the lane where no message has its
// label, or, of two lanes beside each other, on the outer one, where the words at its queues are.
export function alteredAt(t: Track, s: Scene): Words | undefined {
  if (s.frame.turned || (t.double && t.lane === 1 && sameWays(t.link))) return undefined;
  const [from, to] = t.double ? [t.flight.from - 10, t.flight.to + 15] : [t.send?.from ?? t.flight.from, t.receive?.to ?? t.flight.to];
  const text = clip(alteredWords(t.link, t.double && !sameWays(t.link) ? t.lane : undefined, usual(s)), to - from, "plain", 13);
  if (!text) return undefined;
  const at = t.path.at((from + to) / 2);
  const below = t.double ? t.labels > 0 : t.labels < 0;
  return { text, x: at.x, y: at.y + (below ? 22 : -14), anchor: "middle", size: 13, face: "plain" };
}

function sameWays(l: Link): boolean {
  return JSON.stringify(l.ways?.[0]) === JSON.stringify(l.ways?.[1]);
}

type Usual = Pick<Link, "latency" | "capacity">;

// usual is a link that nobody has altered.
function usual(s: Scene): Usual | undefined {
  return s.state.links.find((l) => !l.ways?.length);
}

// alteredWords of one way, or of both: "cut", "900 ms + up to 100 ms, 2000 B/s".
export function alteredWords(l: Link, way: 0 | 1 | undefined, usual: Usual | undefined): string {
  const ways = l.ways ?? [];
  const told = way !== undefined ? [wayWords(ways[way], usual)] : [...new Set(ways.map((w) => wayWords(w, usual)))];
  const lose = l.lose ? `1 of ${l.lose} tries to connect is lost` : "";
  return [...told, lose].filter(Boolean).join("; ");
}

function wayWords(w: Way | undefined, usual: Usual | undefined): string {
  if (!w) return "";
  if (w.cut) return "cut";
  const latency = w.jitter ? `${duration(w.latency)} + up to ${duration(w.jitter)}` : usual && w.latency !== usual.latency ? duration(w.latency) : "";
  const capacity = w.capacity && w.capacity > 0 && w.capacity !== usual?.capacity ? `${w.capacity} in flight at most` : "";
  return [latency, w.bandwidth ? `${w.bandwidth} B/s` : "", capacity].filter(Boolean).join(", ");
}

// clamp is the mark of a message that is held: two bars that it stands between.
export const clamp = "M-13 -8V8M13 -8V8";

export function drawClamp(at: Point, angle: number, scale: number): Shape {
  return h("path", { class: "clamp", d: clamp, transform: `translate(${num(at.x)} ${num(at.y)}) rotate(${Math.round((angle * 180) / Math.PI)}) scale(${num(scale)})` });
}
