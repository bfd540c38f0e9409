// A stamp is a mark drawn once and set down many times: where hundreds fly that
// costs a small part of drawing each anew.

import { palette, type Ink } from "../mark/palette";
import { outline } from "../mark/shape";
import type { Flow } from "../model/types";

export interface Look {
  readonly flow: Flow;
  readonly r: number;
  readonly line: number; // width of its edge
}

export interface Stamp {
  readonly image: HTMLCanvasElement;
  readonly size: number; // of a side, in units
}

const stamps = new Map<string, Stamp>();
const most = 200; // kept; a page has few looks, but its scale may change again and again
const turns = 32; // directions of those that point the way they travel

// stamp of a look that travels at an angle, `sharp` device pixels a unit.
export function stamp(look: Look, angle: number, sharp: number): Stamp {
  const turn = look.flow === "request" ? Math.round((angle / (2 * Math.PI)) * turns) : 0;
  const ink = palette().flow[look.flow];
  const key = `${look.flow} ${look.r} ${turn} ${sharp} ${ink.fill} ${ink.edge}`;
  const known = stamps.get(key);
  if (known) return known;
  if (stamps.size >= most) stamps.clear();
  const made = make(look, (turn / turns) * 2 * Math.PI, sharp, ink);
  stamps.set(key, made);
  return made;
}

function make({ flow, r, line }: Look, angle: number, sharp: number, ink: Ink): Stamp {
  const dots = Math.ceil((2.4 * r + line) * sharp);
  const image = document.createElement("canvas");
  image.width = image.height = dots;
  const pen = image.getContext("2d");
  if (!pen) throw new Error("this browser draws no canvas");
  pen.setTransform(sharp, 0, 0, sharp, dots / 2, dots / 2);
  pen.rotate(angle);
  const path = new Path2D(outline(flow, r));
  pen.fillStyle = ink.fill;
  pen.strokeStyle = ink.edge;
  pen.lineWidth = line;
  pen.lineJoin = "round";
  pen.fill(path);
  pen.stroke(path);
  return { image, size: dots / sharp };
}
