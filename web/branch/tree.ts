// The tree of a room's runs as rows: a child straight below the run it went on
// from, so that a branch reads like the line of a family.

import type { Branch } from "../session/api";

export interface Row {
  readonly branch: Branch;
  readonly depth: number;
  readonly from: number; // µs of world time: where it leaves its parent
  readonly to: number; // and where it ends
  readonly stem: number | undefined; // the row of its parent; undefined: it began from nothing
}

// rows of all branches. A parent that is no longer kept makes its child begin from nothing.
export function rows(branches: readonly Branch[]): readonly Row[] {
  const known = new Set(branches.map((b) => b.run));
  const out: Row[] = [];
  const add = (b: Branch, depth: number, stem: number | undefined): void => {
    const row = out.push({ branch: b, depth, from: b.parent ? (b.at ?? 0) : 0, to: b.end ?? 0, stem }) - 1;
    for (const child of branches) if (child.parent === b.run) add(child, depth + 1, row);
  };
  for (const b of branches) if (!b.parent || !known.has(b.parent)) add(b, 0, undefined);
  return out;
}
