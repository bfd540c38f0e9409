// Where on the stage something dropped comes to stand: in the column it is over,
// or a new one beyond the last; in the first row there that is free from the
// pointer's down. Where the stage is turned, columns run downwards and rows to the right.

export interface Standing {
  readonly name: string;
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
  const column = columnAt(x, nodes, width);
  const inColumn = nodes.filter((n) => n.column === column);
  const above = inColumn.filter((n) => n.y < y);
  return { column, row: free(inColumn, above.length === 0 ? 0 : Math.max(...above.map((n) => n.row)) + 1) };
}

function columnAt(x: number, nodes: readonly Standing[], width: number): number {
  if (nodes.length === 0) return 0;
  const middles = new Map<number, number>();
  for (const n of nodes) middles.set(n.column, n.x);
  const last = Math.max(...middles.keys());
  if (x > (middles.get(last)! + width) / 2) return last + 1;
  return [...middles].reduce((best, [c, at]) => (Math.abs(at - x) < Math.abs(middles.get(best)! - x) ? c : best), last);
}

// Landing is where a node that is dropped comes to stand, and how it comes there.
export interface Landing {
  readonly above?: Standing | undefined; // its neighbours then
  readonly below?: Standing | undefined;
  readonly way: readonly Spot[]; // none: it stands there
}

// landing: it goes into the column there, and then changes places with one after
// the other that stands between. Rows end with last.
export function landing(x: number, y: number, nodes: readonly Standing[], width: number, node: Standing, last: number): Landing {
  const others = nodes.filter((n) => n.name !== node.name);
  const column = columnAt(x, others, width);
  const there = others.filter((n) => n.column === column).sort((a, b) => a.row - b.row);
  const row = column === node.column ? node.row : free(there, (there.at(-1)?.row ?? last) < last ? there.at(-1)!.row + 1 : 0);
  const now = there.filter((n) => n.row < row).length;
  const wanted = there.filter((n) => n.y < y).length;
  const between = wanted < now ? there.slice(wanted, now).reverse() : there.slice(now, wanted);
  const way = [...(column === node.column ? [] : [{ column, row }]), ...between.map((n) => ({ column, row: n.row }))];
  return { above: there[wanted - 1], below: there[wanted], way };
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
