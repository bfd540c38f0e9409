// Strands are a crowd of flights: hairlines, all of a colour in one stroke, pale
// beyond the cursor. A thousand dashed lines would take a browser longer to draw
// than a frame lasts.

import { colorOf, flight, legsOf, lost, passed, type Leg } from "./flights";
import type { Scene } from "./scene";
import type { Flight } from "./things";

const ahead = 0.45; // of the ink

export function strands(s: Scene, flights: readonly Flight[]): void {
  const legs = new Map<string, Leg[]>(); // by colour
  for (const f of flights) {
    const color = colorOf(s, f);
    const all = legs.get(color);
    if (all) all.push(...legsOf(s, f));
    else legs.set(color, [...legsOf(s, f)]);
  }
  for (const [color, all] of legs) {
    stroke(s, all, color, 1, (l) => [0, passed(s, l)]);
    stroke(s, all, color, ahead, (l) => [passed(s, l), 1]);
  }
  for (const f of flights) {
    lost(s, f);
    if (f.message !== undefined && f.message === s.chosen) flight(s, f);
  }
}

function stroke(s: Scene, legs: readonly Leg[], color: string, ink: number, part: (l: Leg) => readonly [number, number]): void {
  const { pen } = s.sheet;
  pen.save();
  pen.globalAlpha = ink;
  pen.strokeStyle = color;
  pen.lineWidth = 1;
  pen.beginPath();
  for (const l of legs) {
    const [from, to] = part(l);
    if (from === to) continue;
    const [x0, x1] = [s.axis.x(l.t0), s.axis.x(l.t1)];
    pen.moveTo(x0 + (x1 - x0) * from, l.y0 + (l.y1 - l.y0) * from);
    pen.lineTo(x0 + (x1 - x0) * to, l.y0 + (l.y1 - l.y0) * to);
  }
  pen.stroke();
  pen.restore();
}
