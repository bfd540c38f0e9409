// The fields of a parcel in the order of their bytes: leaves, which the bytes
// are drawn by, and rows, which are leaves and what they are part of.

import type { Field } from "../session/parcel";

export interface Row {
  readonly field: Field;
  readonly level: number; // 1, 2 ...
  readonly above: number; // the row it is part of; -1: none
  readonly first: number; // its leaves: from first up to, not with, last
  readonly last: number;
}

export interface Tree {
  readonly rows: readonly Row[];
  readonly leaves: readonly number[]; // the row of each leaf
}

export function tree(fields: readonly Field[]): Tree {
  const rows: Row[] = [];
  const leaves: number[] = [];
  const grow = (all: readonly Field[], level: number, above: number): void => {
    for (const field of all) {
      const i = rows.length;
      const first = leaves.length;
      rows.push({ field, level, above, first, last: first });
      if (field.fields?.length) grow(field.fields, level + 1, i);
      else leaves.push(i);
      rows[i] = { field, level, above, first, last: leaves.length };
    }
  };
  grow(fields, 1, -1);
  return { rows, leaves };
}

export function folds(row: Row): boolean {
  return (row.field.fields?.length ?? 0) > 0;
}

// folded at first is all below the top: one line for a header field, a property, a setting.
export function foldedAtFirst(t: Tree): Set<number> {
  return new Set(t.rows.flatMap((row, i) => (row.level > 1 && folds(row) ? [i] : [])));
}

// visible is the row itself, or the outermost one that it is folded into.
export function visible(t: Tree, folded: ReadonlySet<number>, row: number): number {
  let seen = row;
  for (let i = t.rows[row]?.above ?? -1; i >= 0; i = t.rows[i]!.above) if (folded.has(i)) seen = i;
  return seen;
}

// extent of a field in words: "byte 0", "bytes 2 to 8".
export function extent(f: Field): string {
  const n = f.to - f.from;
  return n === 0 ? "no byte" : n === 1 ? `byte ${f.from}` : `bytes ${f.from} to ${f.to - 1}`;
}

// leafBeside is the next leaf that has bytes, on from one or back from it.
export function leafBeside(t: Tree, leaf: number, by: 1 | -1): number {
  for (let i = leaf + by; i >= 0 && i < t.leaves.length; i += by) {
    const { from, to } = t.rows[t.leaves[i]!]!.field;
    if (to > from) return i;
  }
  return leaf;
}

// leafAt is the leaf that a byte belongs to; -1: none.
export function leafAt(t: Tree, byte: number): number {
  return t.leaves.findIndex((row) => t.rows[row]!.field.from <= byte && byte < t.rows[row]!.field.to);
}
