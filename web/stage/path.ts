// A path of straight pieces that turn at right angles: the way of a link. All
// lengths are in the stage's units.

export interface Point {
  readonly x: number;
  readonly y: number;
}

export class Path {
  readonly points: readonly Point[];
  private readonly starts: number[] = []; // distance at which piece i begins
  readonly length: number;

  constructor(points: readonly Point[]) {
    this.points = points.filter((p, i) => i === 0 || far(p, points[i - 1]!) > 0.01);
    let sum = 0;
    this.points.forEach((p, i) => {
      if (i > 0) sum += far(p, this.points[i - 1]!);
      this.starts.push(sum);
    });
    this.length = sum;
  }

  // at is the point so far along the path.
  at(distance: number): Point {
    const d = Math.max(0, Math.min(distance, this.length));
    const i = this.piece(d);
    const [a, b] = [this.points[i]!, this.points[i + 1] ?? this.points[i]!];
    const size = far(a, b) || 1;
    const t = (d - this.starts[i]!) / size;
    return { x: a.x + (b.x - a.x) * t, y: a.y + (b.y - a.y) * t };
  }

  // angle is the direction of travel there, in radians.
  angle(distance: number): number {
    const i = this.piece(Math.max(0, Math.min(distance, this.length - 0.01)));
    const [a, b] = [this.points[i]!, this.points[i + 1] ?? this.points[i]!];
    return Math.atan2(b.y - a.y, b.x - a.x);
  }

  slice(from: number, to: number): Path {
    const between = this.points.filter((_, i) => this.starts[i]! > from && this.starts[i]! < to);
    return new Path([this.at(from), ...between, this.at(to)]);
  }

  reversed(): Path {
    return new Path([...this.points].reverse());
  }

  // d is the path as SVG, its corners rounded.
  d(radius = 8): string {
    const p = this.points;
    let text = `M${num(p[0]!.x)} ${num(p[0]!.y)}`;
    for (let i = 1; i < p.length; i++) {
      const [a, b, c] = [p[i - 1]!, p[i]!, p[i + 1]];
      if (!c) {
        text += `L${num(b.x)} ${num(b.y)}`;
        continue;
      }
      const r = Math.min(radius, far(a, b) / 2, far(b, c) / 2);
      const [before, after] = [toward(b, a, r), toward(b, c, r)];
      text += `L${num(before.x)} ${num(before.y)}Q${num(b.x)} ${num(b.y)} ${num(after.x)} ${num(after.y)}`;
    }
    return text;
  }

  private piece(distance: number): number {
    let i = this.points.length - 2;
    while (i > 0 && this.starts[i]! > distance) i--;
    return Math.max(0, i);
  }
}

export function num(n: number): string {
  return String(Math.round(n * 10) / 10);
}

function far(a: Point, b: Point): number {
  return Math.hypot(b.x - a.x, b.y - a.y);
}

function toward(from: Point, to: Point, by: number): Point {
  const t = by / (far(from, to) || 1);
  return { x: from.x + (to.x - from.x) * t, y: from.y + (to.y - from.y) * t };
}
