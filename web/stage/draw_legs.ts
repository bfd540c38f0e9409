// What is on a leg after a step, on the canvas, so much of it behind it.

import type { Pen } from "../dom/pen";
import { drawOne, radius } from "./dots";
import { along } from "./legs";
import type { Scene } from "./scene";

export function drawLegs(pen: Pen, s: Scene, part: number): void {
  for (const l of s.legs) {
    const { message, distance, r } = along(l, part);
    drawOne(pen, message, l.track.path.at(distance), l.track.path.angle(distance), s, r / radius);
  }
}
