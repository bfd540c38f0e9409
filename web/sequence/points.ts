// Points are what happens at one instant at a node: the marks of the grammar.

import { outlined } from "../dom/pen";
import { outline } from "../mark/shape";
import { crossAt, dash, line, type Hit, type Scene } from "./scene";
import type { Point } from "./things";

export function point(s: Scene, p: Point, hits: Hit[]): void {
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
  const path = outlined(outline(p.flow ?? "control", r));
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
