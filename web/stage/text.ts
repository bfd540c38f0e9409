// How wide text is, and how much of it fits, in the stage's units.

import { palette } from "../mark/palette";

export type Face = "plain" | "medium" | "bold" | "mono";

const weights: Readonly<Record<Face, number>> = { plain: 400, medium: 500, bold: 600, mono: 400 };

let pen: CanvasRenderingContext2D | undefined;
const widths = new Map<string, number>();

export function font(face: Face, size: number): string {
  return `${weights[face]} ${size}px ${face === "mono" ? palette().mono : palette().sans}`;
}

export function width(text: string, face: Face, size: number): number {
  const key = `${face} ${size} ${text}`;
  const known = widths.get(key);
  if (known !== undefined) return known;
  pen ??= document.createElement("canvas").getContext("2d") ?? undefined;
  if (!pen) return text.length * size * 0.55;
  pen.font = font(face, size);
  const wide = pen.measureText(text).width;
  if (widths.size > 5000) widths.clear();
  widths.set(key, wide);
  return wide;
}

// clip shortens a text to what fits, with an ellipsis.
export function clip(text: string, room: number, face: Face, size: number): string {
  if (width(text, face, size) <= room) return text;
  const signs = [...text]; // never half of one
  let lo = 0;
  let hi = signs.length;
  while (lo < hi) {
    const mid = (lo + hi + 1) >> 1;
    if (width(begun(signs, mid), face, size) <= room) lo = mid;
    else hi = mid - 1;
  }
  return lo === 0 ? "" : begun(signs, lo);
}

function begun(signs: readonly string[], n: number): string {
  return signs.slice(0, n).join("").trimEnd() + "…";
}
