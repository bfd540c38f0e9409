// Where a pen has been moved, scaled and turned to: a, b, c, d, e, f as SVG has them.

export type Matrix = readonly [number, number, number, number, number, number];

export const still: Matrix = [1, 0, 0, 1, 0, 0];

export function times(m: Matrix, n: Matrix): Matrix {
  return [
    m[0] * n[0] + m[2] * n[1], m[1] * n[0] + m[3] * n[1],
    m[0] * n[2] + m[2] * n[3], m[1] * n[2] + m[3] * n[3],
    m[0] * n[4] + m[2] * n[5] + m[4], m[1] * n[4] + m[3] * n[5] + m[5],
  ];
}

export function turned(angle: number): Matrix {
  return [Math.cos(angle), Math.sin(angle), -Math.sin(angle), Math.cos(angle), 0, 0];
}

// transform is the attribute; undefined where nothing moves.
export function transform(m: Matrix): string | undefined {
  if (m.every((v, i) => v === still[i])) return undefined;
  return `matrix(${m.map((v) => +v.toFixed(4)).join(" ")})`;
}
