// Dots are the messages that fly: the shape and colour of their flow, on the canvas.

import { outlined, type Outline, type Pen } from "../dom/pen";
import { palette } from "../mark/palette";
import { outline } from "../mark/shape";
import { Press, type Look as StampLook } from "../mark/stamp";
import type { Flow, Message } from "../model/types";
import { clamp } from "./altered";
import type { Flying } from "./flights";
import type { Point } from "./path";
import { messageOf, type Scene } from "./scene";

const outlines = new Map<string, Outline>();

function shape(flow: Flow, r: number): Outline {
  const key = `${flow} ${r}`;
  const known = outlines.get(key) ?? outlined(outline(flow, r));
  outlines.set(key, known);
  return known;
}

export const radius = 9.2;
const ring = 3.6;

// drawHeld sets the two bars that it stands between.
export function drawHeld(pen: Pen, { at, angle }: Flying): void {
  pen.save();
  pen.translate(at.x, at.y);
  pen.rotate(angle);
  pen.strokeStyle = palette().ink;
  pen.lineWidth = 2;
  pen.lineCap = "round";
  pen.stroke(outlined(clamp));
  pen.restore();
}

export function drawOne(pen: Pen, message: number | undefined, at: Point, angle: number, s: Scene, scale = 1): void {
  const { flow, r, line } = look(messageOf(s, message));
  const ink = palette().flow[flow];
  pen.save();
  pen.translate(at.x, at.y);
  pen.scale(scale, scale);
  if (isChosen(s, message)) chosen(pen);
  if (flow === "request") pen.rotate(angle);
  pen.fillStyle = ink.fill;
  pen.strokeStyle = ink.edge;
  pen.lineWidth = line;
  pen.lineJoin = "round";
  const path = shape(flow, r);
  pen.fill(path);
  pen.stroke(path);
  pen.restore();
}

function look(m: Message | undefined): Look {
  if (!m) return { flow: "control", r: ring / 0.62, line: 1.75 };
  return m.flow === "control" ? { flow: "control", r: 7.5, line: 1.75 } : { flow: m.flow, r: radius, line: 1.5 };
}

function chosen(pen: Pen): void {
  pen.beginPath();
  pen.arc(0, 0, 14, 0, 2 * Math.PI);
  pen.strokeStyle = palette().accent;
  pen.lineWidth = 2;
  pen.stroke();
}

const hidden = 2.5; // units by which one stands before another of its kind and leaves too little of it to see

// thinned leaves out what the one before it hides; never what is chosen.
export function thinned(flying: readonly Flying[], s: Scene): readonly Flying[] {
  const last = new Map<Flow, number>();
  return flying.filter(({ flight, distance }) => {
    const { flow } = look(messageOf(s, flight.message));
    if (Math.abs((last.get(flow) ?? Infinity) - distance) < hidden && !isChosen(s, flight.message)) return false;
    last.set(flow, distance);
    return true;
  });
}

// drawCrowd sets them down as stamps: there are too many to draw each anew on every frame.
export function drawCrowd(pen: Pen, flying: readonly Flying[], s: Scene): void {
  const press = Press.for(pen);
  for (const { flight, at, angle } of flying) {
    if (!press || isChosen(s, flight.message)) drawOne(pen, flight.message, at, angle, s);
    else press.set(stampOf(look(messageOf(s, flight.message))), at.x, at.y, angle);
  }
}

function stampOf({ flow, r, line }: Look): StampLook {
  return { d: outline(flow, r), reach: 1.15 * r, line, points: flow === "request", ...palette().flow[flow] };
}

interface Look {
  readonly flow: Flow;
  readonly r: number;
  readonly line: number;
}

function isChosen(s: Scene, message: number | undefined): boolean {
  return message !== undefined && s.selection?.kind === "message" && s.selection.id === message;
}
