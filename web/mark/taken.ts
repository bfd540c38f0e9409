// Taken is where words stand already: what is written later keeps clear of it.

export interface Box {
  readonly x: number;
  readonly y: number;
  readonly w: number;
  readonly h: number;
}

export class Taken {
  private readonly boxes: Box[];

  constructor(boxes: readonly Box[] = []) {
    this.boxes = [...boxes];
  }

  add(box: Box): void {
    this.boxes.push(box);
  }

  // place finds room for a box, moved along x no farther than from `least` to `most`, and takes it; undefined when there is none.
  place(box: Box, least = box.x, most = box.x): Box | undefined {
    const found = [box.x, ...this.beside(box)].find((x) => x >= least && x <= most && this.hit({ ...box, x }).length === 0);
    if (found === undefined) return undefined;
    const placed = { ...box, x: found };
    this.add(placed);
    return placed;
  }

  // beside are the places right and left of what a box would hide.
  private beside(box: Box): readonly number[] {
    const hit = this.hit(box);
    return [Math.max(...hit.map((b) => b.x + b.w)) + 1, Math.min(...hit.map((b) => b.x)) - box.w - 1];
  }

  private hit(box: Box): readonly Box[] {
    return this.boxes.filter((b) => meet(b, box));
  }
}

export function meet(a: Box, b: Box): boolean {
  return a.x < b.x + b.w && b.x < a.x + a.w && a.y < b.y + b.h && b.y < a.y + a.h;
}
