// A stamp is a mark drawn once and set down many times: where hundreds stand or
// fly, that costs a small part of drawing each anew.

import type { Pen } from "../dom/pen";

export interface Look {
  readonly d: string; // its outline around 0,0
  readonly reach: number; // how far that goes from there at most
  readonly fill: string;
  readonly edge: string;
  readonly line: number; // width of its edge
  readonly points?: boolean; // the way it travels
}

interface Stamp {
  readonly image: HTMLCanvasElement;
  readonly size: number; // of a side, in the pen's units
}

const stamps = new Map<string, Stamp>();
const most = 200; // kept; a page has few looks, but its scale may change again and again
const turns = 32; // directions of those that point

// Press sets stamps down with a pen. A file has no use for pixels: a pen that is
// not a canvas' own gets none, and its marks are to be drawn.
export class Press {
  private constructor(private readonly pen: CanvasRenderingContext2D, private readonly sharp: number) {}

  static for(pen: Pen): Press | undefined {
    return pen instanceof CanvasRenderingContext2D ? new Press(pen, pen.getTransform().a) : undefined;
  }

  set(look: Look, x: number, y: number, angle = 0): void {
    const { image, size } = this.stamp(look, look.points ? Math.round((angle / (2 * Math.PI)) * turns) : 0);
    this.pen.drawImage(image, this.whole(x - size / 2), this.whole(y - size / 2), size, size);
  }

  // whole is the nearest place at which the stamp's pixels are the picture's own.
  private whole(at: number): number {
    return Math.round(at * this.sharp) / this.sharp;
  }

  private stamp(look: Look, turn: number): Stamp {
    const key = `${look.d} ${look.fill} ${look.edge} ${look.line} ${turn} ${this.sharp}`;
    const known = stamps.get(key);
    if (known) return known;
    if (stamps.size >= most) stamps.clear();
    const made = make(look, (turn / turns) * 2 * Math.PI, this.sharp);
    stamps.set(key, made);
    return made;
  }
}

function make({ d, reach, fill, edge, line }: Look, angle: number, sharp: number): Stamp {
  const dots = Math.ceil((2 * reach + line + 1) * sharp);
  const image = document.createElement("canvas");
  image.width = image.height = dots;
  const pen = image.getContext("2d");
  if (!pen) throw new Error("this browser draws no canvas");
  pen.setTransform(sharp, 0, 0, sharp, dots / 2, dots / 2);
  pen.rotate(angle);
  const path = new Path2D(d);
  pen.fillStyle = fill;
  pen.strokeStyle = edge;
  pen.lineWidth = line;
  pen.lineJoin = "round";
  pen.fill(path);
  pen.stroke(path);
  return { image, size: dots / sharp };
}
