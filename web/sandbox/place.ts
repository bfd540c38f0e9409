// Where on the stage something dropped comes to stand: in the column it is over,
// or a new one beyond the last; in the first row there that is free from the
// pointer's down. Where the stage is turned, columns run downwards and rows to the right.

export interface Standing {
  readonly column: number;
  readonly row: number;
  readonly x: number; // the middle, in the stage's pixels
  readonly y: number;
}

export interface Spot {
  readonly column: number;
  readonly row: number;
}

// turned is what swaps both directions.
export function turned<P extends { readonly x: number; readonly y: number }>(p: P): P {
  return { ...p, x: p.y, y: p.x };
}

export function spotAt(x: number, y: number, nodes: readonly Standing[], width: number): Spot {
  if (nodes.length === 0) return { column: 0, row: 0 };
  const middles = new Map<number, number>();
  for (const n of nodes) middles.set(n.column, n.x);
  const last = Math.max(...middles.keys());
  const beyond = (middles.get(last)! + width) / 2;
  if (x > beyond) return { column: last + 1, row: 0 };
  const column = [...middles].reduce((best, [c, at]) => (Math.abs(at - x) < Math.abs(middles.get(best)! - x) ? c : best), last);
  const inColumn = nodes.filter((n) => n.column === column);
  const above = inColumn.filter((n) => n.y < y);
  return { column, row: free(inColumn, above.length === 0 ? 0 : Math.max(...above.map((n) => n.row)) + 1) };
}

// nextSpot is where the keyboard places: below what stands in a column, one column to the right of the last when it is none of these.
export function nextSpot(nodes: readonly Spot[], column: number): Spot {
  return { column, row: free(nodes.filter((n) => n.column === column), 0) };
}

function free(nodes: readonly Spot[], from: number): number {
  const taken = new Set(nodes.map((n) => n.row));
  let row = from;
  while (taken.has(row)) row++;
  return row;
}
