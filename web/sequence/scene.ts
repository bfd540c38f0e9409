// A scene is what the sequence is drawn from, and the few strokes that all its
// parts are made of.

import { outlined, type Paper } from "../dom/pen";
import type { Palette } from "../mark/palette";
import { cross } from "../mark/shape";
import type { Socket } from "../model/types";
import type { Axis } from "./axis";
import type { Chart } from "./chart";
import type { View } from "./view";

export interface Scene {
  readonly sheet: Paper;
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

export const dash = [3, 4];

export function line(s: Scene, x1: number, y1: number, x2: number, y2: number, color: string, wide: number): void {
  const { pen } = s.sheet;
  pen.strokeStyle = color;
  pen.lineWidth = wide * Math.max(1, s.sheet.rem / 18); // a projector wants more ink
  pen.lineCap = "round";
  pen.beginPath();
  pen.moveTo(x1, y1);
  pen.lineTo(x2, y2);
  pen.stroke();
}

export function crossAt(s: Scene, x: number, y: number, later: boolean): void {
  const { pen, rem } = s.sheet;
  pen.save();
  if (later) pen.globalAlpha = 0.5;
  pen.translate(x, y);
  pen.scale(rem / 18, rem / 18);
  pen.strokeStyle = s.colors.dropInk;
  pen.lineWidth = 2.25;
  pen.lineCap = "round";
  pen.stroke(outlined(cross));
  pen.restore();
}

interface Face {
  readonly weight?: number;
  readonly size?: number; // rem
}

interface Style extends Face {
  readonly color: string;
  readonly halo?: boolean | string; // of the stage's colour, or of what it lies on
}

export function text(s: Scene, words: string, x: number, y: number, style: Style): void {
  const { pen } = s.sheet;
  pen.font = fontOf(s, style);
  if (style.halo) {
    pen.strokeStyle = style.halo === true ? s.colors.stage : style.halo;
    pen.lineWidth = 3.5;
    pen.lineJoin = "round";
    pen.strokeText(words, x, y);
  }
  pen.fillStyle = style.color;
  pen.fillText(words, x, y);
}

function fontOf(s: Scene, { weight = 400, size = 0.75 }: Face): string {
  return `${weight} ${size * s.sheet.rem}px ${s.colors.sans}`;
}

const widths = new Map<string, number>(); // measuring is slow, and the same words come on each frame

export function width(s: Scene, words: string, face: Face = { weight: 500 }): number {
  const font = fontOf(s, face);
  const key = `${font} ${words}`;
  const known = widths.get(key);
  if (known !== undefined) return known;
  s.sheet.pen.font = font;
  const wide = s.sheet.pen.measureText(words).width;
  if (widths.size > 5000) widths.clear();
  widths.set(key, wide);
  return wide;
}

export function short(s: Scene, words: string, room: number): string {
  if (width(s, words) <= room) return words;
  const signs = [...words];
  while (signs.length > 1 && width(s, `${signs.join("")}…`) > room) signs.pop();
  return `${signs.join("").trimEnd()}…`;
}
