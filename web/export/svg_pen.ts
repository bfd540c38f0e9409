// SvgPen is a pen that writes SVG: what is drawn with it becomes elements, in
// the same order, with the colours it was given. It follows what the pictures
// use of a canvas (see dom/pen), and no more.

import type { Outline, Pen } from "../dom/pen";
import { still, times, transform, turned, type Matrix } from "./matrix";
import { escaped, tag, type Attributes } from "./xml";

type Measure = (font: string, text: string) => number;

interface Kept {
  readonly matrix: Matrix;
  readonly look: Readonly<Partial<SvgPen>>;
  readonly dash: readonly number[];
  readonly clips: number;
}

export class SvgPen implements Pen {
  fillStyle: string | CanvasGradient | CanvasPattern = "#000";
  strokeStyle: string | CanvasGradient | CanvasPattern = "#000";
  lineWidth = 1;
  lineCap: CanvasLineCap = "butt";
  lineJoin: CanvasLineJoin = "miter";
  globalAlpha = 1;
  font = "10px sans-serif";

  private readonly parts: string[] = [];
  private readonly kept: Kept[] = [];
  private matrix: Matrix = still;
  private dash: readonly number[] = [];
  private way = ""; // of the path begun
  private clips = 0; // groups open
  private names = 0; // of clips, in this file
  private halo: { readonly words: string; readonly x: number; readonly y: number; readonly look: Attributes } | undefined;

  constructor(private readonly measure: Measure) {}

  // content is all that has been drawn, as SVG elements.
  get content(): string {
    return this.parts.join("\n");
  }

  // put takes elements that were drawn by another hand.
  put(elements: string): void {
    const moved = transform(this.matrix);
    this.parts.push(moved ? tag("g", { transform: moved }, elements) : elements);
  }

  save(): void {
    const { fillStyle, strokeStyle, lineWidth, lineCap, lineJoin, globalAlpha, font } = this;
    this.kept.push({ matrix: this.matrix, dash: this.dash, clips: this.clips, look: { fillStyle, strokeStyle, lineWidth, lineCap, lineJoin, globalAlpha, font } });
  }

  restore(): void {
    const kept = this.kept.pop();
    if (!kept) return;
    for (; this.clips > kept.clips; this.clips--) this.parts.push("</g>");
    this.matrix = kept.matrix;
    this.dash = kept.dash;
    Object.assign(this, kept.look);
  }

  translate(x: number, y: number): void {
    this.matrix = times(this.matrix, [1, 0, 0, 1, x, y]);
  }

  scale(x: number, y: number): void {
    this.matrix = times(this.matrix, [x, 0, 0, y, 0, 0]);
  }

  rotate(angle: number): void {
    this.matrix = times(this.matrix, turned(angle));
  }

  setLineDash(dash: Iterable<number>): void {
    this.dash = [...dash];
  }

  measureText(text: string): TextMetrics {
    return { width: this.measure(this.font, text) } as TextMetrics;
  }

  beginPath(): void {
    this.way = "";
  }

  closePath(): void {
    this.way += "Z";
  }

  moveTo(x: number, y: number): void {
    this.way += `M${num(x)} ${num(y)}`;
  }

  lineTo(x: number, y: number): void {
    this.way += `${this.way ? "L" : "M"}${num(x)} ${num(y)}`;
  }

  rect(x: number, y: number, w: number, h: number): void {
    this.way += `M${num(x)} ${num(y)}h${num(w)}v${num(h)}h${num(-w)}Z`;
  }

  roundRect(x: number, y: number, w: number, h: number, radii?: number | DOMPointInit | Iterable<number | DOMPointInit>): void {
    const r = Math.min(typeof radii === "number" ? radii : 0, w / 2, h / 2);
    const corner = (dx: number, dy: number): string => `a${num(r)} ${num(r)} 0 0 1 ${num(dx)} ${num(dy)}`;
    this.way += `M${num(x + r)} ${num(y)}h${num(w - 2 * r)}${corner(r, r)}v${num(h - 2 * r)}${corner(-r, r)}h${num(2 * r - w)}${corner(-r, -r)}v${num(2 * r - h)}${corner(r, -r)}Z`;
  }

  // arc goes clockwise; a whole turn is written as two halves.
  arc(x: number, y: number, r: number, from: number, to: number): void {
    const at = (angle: number): string => `${num(x + r * Math.cos(angle))} ${num(y + r * Math.sin(angle))}`;
    const end = Math.min(to, from + 2 * Math.PI);
    const middle = (from + end) / 2;
    this.way += `${this.way && !this.way.endsWith("Z") ? "L" : "M"}${at(from)}A${num(r)} ${num(r)} 0 0 1 ${at(middle)}A${num(r)} ${num(r)} 0 0 1 ${at(end)}`;
  }

  clip(): void {
    const id = `clip-${++this.names}`;
    const shape = tag("path", { d: this.way, transform: transform(this.matrix) });
    this.parts.push(tag("clipPath", { id }, shape), `<g clip-path="url(#${id})">`);
    this.clips++;
  }

  fill(path?: Outline): void {
    this.draw("path", { d: path?.d ?? this.way, ...this.filled() });
  }

  stroke(path?: Outline): void {
    this.draw("path", { d: path?.d ?? this.way, fill: "none", ...this.stroked() });
  }

  fillRect(x: number, y: number, width: number, height: number): void {
    this.draw("rect", { x: num(x), y: num(y), width: num(width), height: num(height), ...this.filled() });
  }

  // strokeText is the halo of the words that are filled next at the same place.
  strokeText(words: string, x: number, y: number): void {
    this.halo = { words, x, y, look: { ...this.stroked(), "paint-order": "stroke" } };
  }

  fillText(words: string, x: number, y: number): void {
    const { halo } = this;
    this.halo = undefined;
    if (words === "") return;
    const around = halo?.words === words && halo.x === x && halo.y === y ? halo.look : {};
    this.draw("text", { x: num(x), y: num(y), ...fontOf(this.font), ...this.filled(), ...around, "xml:space": "preserve" }, escaped(words));
  }

  private draw(name: string, attributes: Attributes, content = ""): void {
    if (attributes["d"] === "") return;
    const opacity = this.globalAlpha === 1 ? undefined : this.globalAlpha;
    this.parts.push(tag(name, { ...attributes, opacity, transform: transform(this.matrix) }, content));
  }

  private filled(): Attributes {
    return { fill: String(this.fillStyle) };
  }

  private stroked(): Attributes {
    return {
      stroke: String(this.strokeStyle), "stroke-width": num(this.lineWidth),
      "stroke-linecap": this.lineCap === "butt" ? undefined : this.lineCap, "stroke-linejoin": this.lineJoin === "miter" ? undefined : this.lineJoin,
      "stroke-dasharray": this.dash.length > 0 ? this.dash.join(" ") : undefined,
    };
  }
}

// fontOf "500 12px Arial, sans-serif": weight, size, family.
function fontOf(font: string): Attributes {
  const [, weight, size, family] = /^(?:(\d+) )?([\d.]+)px (.+)$/.exec(font) ?? [];
  return { "font-family": family ?? "sans-serif", "font-size": size, "font-weight": weight === "400" ? undefined : weight };
}

function num(n: number): number {
  return +n.toFixed(2);
}
