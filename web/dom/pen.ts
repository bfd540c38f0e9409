// A Pen is what pictures are drawn with: of a canvas' own methods those that an
// SVG can follow as well. So one and the same code draws on the page and into a
// file.

export type Pen = Pick<CanvasRenderingContext2D,
  | "fillStyle" | "strokeStyle" | "lineWidth" | "lineCap" | "lineJoin" | "globalAlpha" | "font"
  | "save" | "restore" | "translate" | "scale" | "rotate" | "setLineDash" | "measureText"
  | "beginPath" | "closePath" | "moveTo" | "lineTo" | "rect" | "arc" | "roundRect" | "fillRect" | "fillText" | "strokeText"> & Strokes;

interface Strokes {
  clip(): void;
  fill(): void;
  fill(path: Outline): void;
  stroke(): void;
  stroke(path: Outline): void;
}

// Outline is a path made once; a canvas draws the Path2D, an SVG writes its d.
export type Outline = Path2D & { readonly d: string };

export function outlined(d: string): Outline {
  return Object.assign(new Path2D(d), { d });
}

// Paper is a pen and the place it draws on.
export interface Paper {
  readonly pen: Pen;
  readonly width: number; // in CSS pixels
  readonly height: number;
  readonly rem: number; // the root's font size in px
}
