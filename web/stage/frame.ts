// Frame is the paper: how large, how it is turned, and how large a unit is.
// All that is drawn is in units; 16 of them are a rem at scale 1.
//
//	wide    columns from left to right, rows downwards
//	turned  columns from top to bottom, rows side by side (a phone)
//	folded  wide, and a long chain goes on in a second band below the first
//
// "Main" runs along the columns, "cross" along the rows.

import type { Box } from "../mark/taken";
import type { Point } from "./path";

export interface Frame {
  readonly turned: boolean;
  readonly across: number; // columns side by side: all of them, unless folded
  readonly width: number; // units
  readonly height: number;
  readonly scale: number; // CSS pixels a unit
}

export interface Pane {
  readonly width: number; // CSS pixels
  readonly height: number;
  readonly rem: number;
  readonly far: boolean; // read from the last row of a hall
}

const largest = 1.15;
const smallest = 0.68;
const smallestFar = 0.88; // on a projector the lanes are shorter, not the words smaller
const leastTurned = 0.94;
const atAnyRate = 0.5; // smaller than it should be is better than out of sight
const turnedBelow = 1.06; // width / height
const narrow = 420; // units: a phone, whose stage is turned always
const turnedWhenBelow = 0.74; // of scale, when upright it would fit at 1
const foldedBelow = 0.9;
export const betweenBands = 90; // room for the link from one to the other

interface Size {
  readonly w: number;
  readonly h: number;
}

// frame fits so many columns and rows into the pane. What still does not fit
// at the smallest scale makes the paper larger than the pane, which scrolls.
export function frame(pane: Pane, columns: number, rows: number, bypasses: number, tracks: 1 | 2, port = 0): Frame {
  const [w, h] = [pane.width / (pane.rem / 16), pane.height / (pane.rem / 16)];
  const gaps = columns - 1;
  const fits = (size: Size): number => Math.min(w / size.w, h / size.h);
  const least = pane.far ? smallestFar : smallest;
  const wide = Math.max(92, Math.min(port + 4, (w - 24 - bypasses * 40) / rows)); // of rows side by side: as the widest port, where there is room
  const upright = { w: 24 + rows * wide + bypasses * 40, h: 24 + columns * 60 + gaps * 192 };
  const high = (row: number): number => 44 + rows * row + (bypasses > 0 ? 12 : 0) + bypasses * 56; // below the last of those that go round stand words
  const ample = high(rowHeight(rows, tracks));
  const flat = { w: columns > 3 ? 40 + columns * 125 + gaps * 225 : 80 + columns * 165 + gaps * 275, h: h / ample < least ? high(rowHeight(Infinity, tracks)) : ample };
  const small = fits(flat) < turnedWhenBelow && w >= upright.w && h >= upright.h;
  const turned = pane.width / pane.height < turnedBelow || w < narrow || small;
  const half = Math.ceil(columns / 2);
  const double = { w: 240 + half * 165 + (half - 1) * 275, h: 44 + 2 * rows * rowHeight(rows, tracks) + betweenBands };
  const folded = !turned && columns > 3 && rows < 3 && bypasses === 0 && fits(flat) < foldedBelow && fits(double) > fits(flat);
  const need = turned ? upright : folded ? double : flat;
  const shortest = { w: need.w * (turned || columns > 3 ? 1 : 0.78), h: need.h };
  const roomy = Math.min(largest, w / (need.w + 300 - gaps * 40)); // what is to spare goes into longer lanes first
  const wanted = Math.max(least, Math.min(fits(need), Math.max(1, roomy)));
  const s = turned ? Math.max(leastTurned, Math.min(fits(need), 1)) : Math.max(atAnyRate, Math.min(wanted, fits(shortest)));
  return { turned, across: folded ? half : columns, width: Math.max(w / s, shortest.w), height: Math.max(h / s, shortest.h), scale: (pane.rem / 16) * s };
}

const besideLeast = 0.84; // of a half, however small the other is

// beside another half of a duel one is drawn no larger than it, as far as that can be read.
export function beside(f: Frame, other: Frame, pane: Pane): Frame {
  const scale = Math.min(f.scale, Math.max(other.scale, (besideLeast * pane.rem) / 16));
  if (f.turned || other.turned || scale === f.scale) return f;
  return { ...f, scale, width: pane.width / scale, height: pane.height / scale };
}

// rowHeight is what a row needs; of many rows each says less.
function rowHeight(rows: number, tracks: 1 | 2): number {
  if (rows > 5) return tracks === 2 ? 68 : 58;
  return tracks === 2 ? 92 : 84;
}

export function point(f: Frame, main: number, cross: number): Point {
  return f.turned ? { x: cross, y: main } : { x: main, y: cross };
}

export function box(f: Frame, m0: number, m1: number, c0: number, c1: number): Box {
  return f.turned ? { x: c0, y: m0, w: c1 - c0, h: m1 - m0 } : { x: m0, y: c0, w: m1 - m0, h: c1 - c0 };
}
