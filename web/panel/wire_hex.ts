// The bytes in rows of 8 or 16, and as characters beside them. What belongs to
// one field is one piece in each row, so that a field is lit as a whole.

import { element } from "../dom/element";
import type { Parcel } from "../session/parcel";
import type { Row, Tree } from "./wire_tree";

export interface Piece {
  readonly from: number; // bytes
  readonly to: number;
  readonly leaf: number;
}

// pieces of each row of so many bytes.
export function pieces(t: Tree, bytes: number, columns: number): Piece[][] {
  const rows: Piece[][] = Array.from({ length: Math.ceil(bytes / columns) }, () => []);
  t.leaves.forEach((row, leaf) => {
    const { from, to } = t.rows[row]!.field;
    for (let at = from; at < to; ) {
      const end = Math.min(to, (Math.floor(at / columns) + 1) * columns);
      rows[Math.floor(at / columns)]?.push({ from: at, to: end, leaf });
      at = end;
    }
  });
  return rows;
}

export function hexRows(p: Parcel, t: Tree, columns: number): HTMLElement[] {
  const bytes = p.hex.match(/../g) ?? [];
  return pieces(t, bytes.length, columns).map((row, i) => {
    const hex = element("span", "hx");
    const text = element("span", "as");
    row.forEach((piece, n) => {
      const field = t.rows[t.leaves[piece.leaf]!]!;
      if (n > 0) hex.append(gap(piece.from, columns));
      hex.append(part(field, piece, hexOf(field, bytes, piece, columns)));
      text.append(part(field, piece, textOf(field, bytes, piece)));
    });
    return element("div", "hexrow", element("span", "at", (i * columns).toString(16).padStart(4, "0")), hex, text);
  });
}

function part(row: Row, piece: Piece, words: string): HTMLElement {
  const e = element("span", row.field.payload ? "b payload" : "b", words);
  e.dataset["leaf"] = String(piece.leaf);
  return e;
}

// gap before a byte: wider in the middle of a row.
function gap(byte: number, columns: number): string {
  return byte % columns === columns / 2 ? "  " : " ";
}

function hexOf(row: Row, bytes: readonly string[], piece: Piece, columns: number): string {
  let text = "";
  for (let i = piece.from; i < piece.to; i++) text += (i > piece.from ? gap(i, columns) : "") + (row.field.secret ? "••" : bytes[i]!);
  return text;
}

function textOf(row: Row, bytes: readonly string[], piece: Piece): string {
  let text = "";
  for (let i = piece.from; i < piece.to; i++) text += row.field.secret ? "•" : character(parseInt(bytes[i]!, 16));
  return text;
}

function character(code: number): string {
  return code > 0x20 && code < 0x7f ? String.fromCharCode(code) : code === 0x20 ? " " : "·";
}
