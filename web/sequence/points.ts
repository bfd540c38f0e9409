// Points are what happens at one instant at a node: the marks of the grammar.

import { outlined } from "../dom/pen";
import { circle, outline } from "../mark/shape";
import type { Look, Press } from "../mark/stamp";
import { crossAt, dash, line, type Hit, type Scene } from "./scene";
import type { Point } from "./things";

export function point(s: Scene, p: Point, hits: Hit[], press?: Press): void {
  const lane = s.axis.y(p.node);
  if (lane === undefined) return;
  const { pen, rem } = s.sheet;
  const x = s.axis.x(p.at);
  const y = p.kind === "dropped" ? lane + 1.05 * rem : lane;
  const later = p.seq > s.seq;
  hits.push({ x, y, seq: p.seq, message: p.message });
  if (later) pen.globalAlpha = 0.5; // and not save and restore: of hundreds, that costs more than their marks
  switch (p.kind) {
    case "send":
      mark(s, shape(s, p, 0.36 * rem), x, y, press);
      break;
    case "received":
      mark(s, dot(s, p, 0.22 * rem), x, y, press);
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
      mark(s, dot(s, p, 0.16 * rem), x, y, press);
      break;
  }
  if (later) pen.globalAlpha = 1;
  if (p.message !== undefined && p.message === s.chosen) ring(s, x, y, 0.62 * rem);
}

function shape(s: Scene, p: Point, r: number): Look {
  const flow = p.flow ?? "control";
  return { d: outline(flow, r), reach: 1.15 * r, line: 1.5, ...s.colors.flow[flow] };
}

function dot(s: Scene, p: Point, r: number): Look {
  const ink = p.flow ? s.colors.flow[p.flow] : { fill: s.colors.ink3, edge: s.colors.ink3 };
  return { d: circle(r), reach: r, line: 1, fill: ink.fill, edge: ink.edge };
}

function mark(s: Scene, look: Look, x: number, y: number, press: Press | undefined): void {
  if (press) return press.set(look, x, y);
  const { pen } = s.sheet;
  pen.save();
  pen.translate(x, y);
  const path = outlined(look.d);
  pen.fillStyle = look.fill;
  pen.strokeStyle = look.edge;
  pen.lineWidth = look.line;
  pen.lineJoin = "round";
  pen.fill(path);
  pen.stroke(path);
  pen.restore();
}

function ring(s: Scene, x: number, y: number, r: number): void {
  const { pen } = s.sheet;
  pen.beginPath();
  pen.arc(x, y, r, 0, 7);
  pen.strokeStyle = s.colors.accent;
  pen.lineWidth = 2;
  pen.stroke();
}
