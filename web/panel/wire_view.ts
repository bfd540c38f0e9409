// One parcel, taken apart: its bytes, a line that explains the lit field, and
// the fields. Pointing at a field lights its bytes, and the other way round;
// the arrow keys do the same, and what they reached stays lit.

import { attribute, element, write } from "../dom/element";
import type { Parcel } from "../session/parcel";
import { hexRows } from "./wire_hex";
import { extent, foldedAtFirst, folds, leafAt, leafBeside, tree, visible, type Row, type Tree } from "./wire_tree";

const hint = "Point at a byte or a field, or use the arrow keys.";

export class WireView {
  readonly hex = element("div", "wirehex");
  readonly explain = element("p", "explain");
  readonly list = element("div", "fields");
  private tree: Tree = tree([]);
  private parcel: Parcel | undefined;
  private columns = 0;
  private folded = new Set<number>();
  private rows: HTMLElement[] = [];
  private kept = -1; // the row that stays lit
  private lit = -2; // the row that is lit now

  constructor() {
    this.hex.tabIndex = this.list.tabIndex = 0;
    attribute(this.hex, "role", "img");
    attribute(this.list, "role", "tree");
    attribute(this.list, "aria-label", "Fields");
    attribute(this.explain, "aria-live", "polite");
    this.listen(this.hex, (e) => this.rowOfPiece(e));
    this.listen(this.list, (e) => this.rowOfItem(e));
    this.hex.addEventListener("keydown", (e) => this.keyed(e, this.inBytes(e.key)));
    this.list.addEventListener("keydown", (e) => this.keyed(e, this.inFields(e.key)));
  }

  // show draws a parcel anew only when it is another, or has another width.
  show(parcel: Parcel, columns: number): void {
    if (parcel !== this.parcel) {
      this.tree = tree(parcel.fields);
      this.folded = foldedAtFirst(this.tree);
      this.kept = -1;
      this.rows = this.tree.rows.map((row, i) => this.item(row, i));
      this.list.replaceChildren(...this.rows);
      this.hex.scrollTop = this.list.scrollTop = 0;
    } else if (columns === this.columns) return;
    this.parcel = parcel;
    this.columns = columns;
    attribute(this.hex, "aria-label", `${parcel.hex.length / 2} bytes in hexadecimal; the arrow keys go through their fields`);
    this.hex.replaceChildren(...hexRows(parcel, this.tree, columns));
    this.fold();
    this.lit = -2;
    this.light(this.kept);
  }

  private item(row: Row, i: number): HTMLElement {
    const { field } = row;
    const n = field.to - field.from;
    const e = element("div", field.payload ? "field-row payload" : "field-row",
      element("i", folds(row) ? "twist" : ""), element("span", "name", field.name), element("span", "value", field.value ?? ""),
      element("span", "span", n === 0 ? "" : n === 1 ? `${field.from}` : `${field.from}–${field.to - 1}`));
    e.id = `field-${i}`;
    e.style.setProperty("--level", String(row.level - 1));
    attribute(e, "role", "treeitem");
    attribute(e, "aria-level", String(row.level));
    return e;
  }

  private fold(): void {
    this.rows.forEach((e, i) => {
      e.hidden = visible(this.tree, this.folded, i) !== i;
      if (folds(this.tree.rows[i]!)) attribute(e, "aria-expanded", String(!this.folded.has(i)));
    });
  }

  private toggle(i: number, open: boolean): void {
    if (open) this.folded.delete(i);
    else this.folded.add(i);
    this.fold();
  }

  // ---- light

  private light(row: number): void {
    if (row === this.lit) return;
    this.lit = row;
    const at = this.tree.rows[row];
    const [first, last] = at ? [at.first, at.last] : [0, 0];
    for (const b of this.hex.querySelectorAll<HTMLElement>(".b")) {
      const leaf = Number(b.dataset["leaf"]);
      b.classList.toggle("lit", leaf >= first && leaf < last);
    }
    const seen = row < 0 ? -1 : visible(this.tree, this.folded, row);
    this.rows.forEach((e, i) => {
      e.classList.toggle("lit", i === seen);
      attribute(e, "aria-selected", String(i === seen));
    });
    if (seen < 0) this.list.removeAttribute("aria-activedescendant");
    else attribute(this.list, "aria-activedescendant", `field-${seen}`);
    this.tell(at);
  }

  private tell(row: Row | undefined): void {
    if (!row) return void (this.explain.replaceChildren(hint), this.explain.classList.add("idle"));
    const { name, value, note, source } = row.field;
    this.explain.classList.remove("idle");
    this.explain.replaceChildren(
      element("b", "", name), ...(value ? [" ", element("span", "mono", value)] : []), " ", element("span", "where", extent(row.field)),
      element("br"), note ?? "", " ", element("span", "where", source ?? ""));
  }

  // keep lights a row until another is lit for good, and brings it into sight.
  private keep(row: number): void {
    this.kept = row;
    this.light(row);
    this.rows[visible(this.tree, this.folded, row)]?.scrollIntoView({ block: "nearest" });
    this.hex.querySelector(".lit")?.scrollIntoView({ block: "nearest" });
  }

  // ---- pointer

  private listen(root: HTMLElement, rowOf: (e: globalThis.Event) => number): void {
    root.addEventListener("pointerover", (e) => this.light(rowOf(e) < 0 ? this.kept : rowOf(e)));
    root.addEventListener("pointerleave", () => this.light(this.kept));
    root.addEventListener("click", (e) => {
      const row = rowOf(e);
      if (row < 0) return;
      if (root === this.list && folds(this.tree.rows[row]!)) this.toggle(row, this.folded.has(row));
      this.keep(row);
    });
  }

  private rowOfPiece(e: globalThis.Event): number {
    const piece = e.target instanceof Element ? e.target.closest<HTMLElement>(".b") : null;
    return piece ? this.tree.leaves[Number(piece.dataset["leaf"])]! : -1;
  }

  private rowOfItem(e: globalThis.Event): number {
    const item = e.target instanceof Element ? e.target.closest<HTMLElement>(".field-row") : null;
    return item ? this.rows.indexOf(item) : -1;
  }

  // ---- keys

  private keyed(e: KeyboardEvent, row: number | undefined): void {
    if (row === undefined || e.ctrlKey || e.metaKey || e.altKey || e.shiftKey) return;
    e.preventDefault(); // here the arrows go through bytes and fields
    this.keep(row);
  }

  // inBytes goes from leaf to leaf, and from row to row.
  private inBytes(key: string): number | undefined {
    const t = this.tree;
    const now = t.rows[this.kept];
    const row = (leaf: number): number => t.leaves[leaf] ?? this.kept;
    switch (key) {
      case "ArrowRight":
        return row(leafBeside(t, now ? now.last - 1 : -1, 1));
      case "ArrowLeft":
        return row(leafBeside(t, now ? now.first : t.leaves.length, -1));
      case "ArrowDown":
      case "ArrowUp": {
        const from = now?.field.from ?? 0;
        const to = key === "ArrowDown" ? (now?.field.to ?? 1) - 1 + this.columns : from - this.columns;
        const leaf = leafAt(t, to);
        return leaf < 0 ? this.kept : t.leaves[leaf];
      }
      case "Home":
        return row(leafBeside(t, -1, 1));
      case "End":
        return row(leafBeside(t, t.leaves.length, -1));
      default:
        return undefined;
    }
  }

  private inFields(key: string): number | undefined {
    const shown = this.rows.flatMap((e, i) => (e.hidden ? [] : [i]));
    const at = this.kept < 0 ? -1 : shown.indexOf(visible(this.tree, this.folded, this.kept));
    const now = shown[at];
    const row = now === undefined ? undefined : this.tree.rows[now];
    switch (key) {
      case "ArrowDown":
        return shown[Math.min(at + 1, shown.length - 1)];
      case "ArrowUp":
        return shown[Math.max(at - 1, 0)];
      case "Home":
        return shown[0];
      case "End":
        return shown.at(-1);
      case "ArrowRight":
        if (now === undefined || !row || !folds(row)) return now ?? shown[0];
        if (!this.folded.has(now)) return now + 1;
        this.toggle(now, true);
        return now;
      case "ArrowLeft":
        if (now === undefined || !row) return shown[0];
        if (!folds(row) || this.folded.has(now)) return row.above < 0 ? now : row.above;
        this.toggle(now, false);
        return now;
      default:
        return undefined;
    }
  }
}
