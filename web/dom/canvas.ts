// A canvas as large as its place on the page, in sharp pixels.

import type { Paper } from "./pen";

export interface Sheet extends Paper {
  readonly canvas: HTMLCanvasElement;
  readonly pen: CanvasRenderingContext2D;
  width: number;
  height: number;
  rem: number;
}

// sheet fills its parent and calls resized whenever that changes its size.
export function sheet(parent: HTMLElement, resized: () => void): Sheet {
  const canvas = document.createElement("canvas");
  canvas.setAttribute("aria-hidden", "true");
  parent.append(canvas);
  const pen = canvas.getContext("2d");
  if (!pen) throw new Error("this browser draws no canvas");
  const s: Sheet = { canvas, pen, width: 0, height: 0, rem: 16 };
  new ResizeObserver(() => {
    s.rem = parseFloat(getComputedStyle(document.documentElement).fontSize);
    resized();
  }).observe(parent);
  return s;
}

// fit gives the sheet a size and wipes it; what is drawn next is in CSS pixels.
export function fit(s: Sheet, width: number, height: number): void {
  const dots = window.devicePixelRatio || 1;
  const [w, h] = [Math.round(width * dots), Math.round(height * dots)];
  if (s.canvas.width !== w || s.canvas.height !== h) {
    s.canvas.width = w;
    s.canvas.height = h;
    s.canvas.style.height = `${height}px`;
  }
  s.width = width;
  s.height = height;
  s.pen.setTransform(dots, 0, 0, dots, 0, 0);
  s.pen.clearRect(0, 0, width, height);
}
