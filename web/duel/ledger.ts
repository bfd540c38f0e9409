// The ledger between the halves: a row for each, exact at the cursor. What is
// the same in both is quiet; what differs is not.

import { attribute, element, write } from "../dom/element";
import { save } from "../dom/save";
import { blockedAt } from "../model/ledger";
import type { Ledger } from "../model/types";
import type { Store } from "../session/store";
import { columns, titles, waitedPart, type Column } from "./columns";
import { csv } from "./csv";

export function mount(root: HTMLElement, store: Store): void {
  const rows = (["http", "zeromq"] as const).map((half) => new Row(titles[half]!));
  const button = element("button", "csv", "Export CSV");
  button.type = "button";
  button.title = "Both halves at the cursor, with the run they are of";
  button.addEventListener("click", () => keepFile(store));
  root.append(table(button, rows));
  store.subscribe((changed) => {
    const ledgers = store.state.ledgers;
    if (!ledgers) return;
    rows.forEach((row, i) => row.draw(ledgers[i]!, ledgers[1 - i]!, store.cursor.at, changed.state || changed.log));
  });
}

// The roles are written out: on a narrow page the styles turn the table on its side.
function table(corner: HTMLElement, rows: readonly Row[]): HTMLElement {
  const heads = columns.map((c) => {
    const th = role(element("th", `of-${c.key}`, c.title), "columnheader");
    th.scope = "col";
    th.title = c.means;
    return th;
  });
  const first = role(element("th", "corner", corner), "columnheader");
  const head = role(element("tr", "", first, ...heads), "row");
  const all = element("table", "", role(element("thead", "", head), "rowgroup"), role(element("tbody", "", ...rows.map((r) => r.e)), "rowgroup"));
  all.setAttribute("aria-label", "Ledger: what each half has done so far");
  return role(all, "table");
}

function role<E extends HTMLElement>(e: E, name: string): E {
  e.setAttribute("role", name);
  return e;
}

class Row {
  readonly e: HTMLTableRowElement;
  private readonly cells = new Map(columns.map((c) => [c, new Cell(c)]));

  constructor(title: string) {
    const th = role(element("th", "", title), "rowheader");
    th.scope = "row";
    this.e = role(element("tr", "", th, ...[...this.cells.values()].map((c) => c.e)), "row");
  }

  // draw all of it after an event; while only time runs, what counts with it.
  draw(mine: Ledger, other: Ledger, at: number, all: boolean): void {
    for (const [column, cell] of this.cells) if (all || column.key === "blocked") cell.draw(mine, other, at);
  }
}

class Cell {
  readonly e: HTMLTableCellElement;
  private readonly figure = element("b");
  private readonly more = element("span");
  private readonly meter = element("i");

  constructor(private readonly column: Column) {
    this.e = role(element("td", `of-${column.key}`, this.figure, this.more), "cell");
    if (column.key === "blocked") this.e.append(element("span", "meter", this.meter));
  }

  draw(mine: Ledger, other: Ledger, at: number): void {
    const { column } = this;
    const [here, there] = [column.figure(mine, at), column.figure(other, at)];
    write(this.figure, column.show(mine, at));
    write(this.more, column.more?.(mine, at) ?? "");
    attribute(this.e, "data-is", here === there ? "same" : (here ?? Infinity) > (there ?? Infinity) ? "more" : "less");
    if (column.key !== "blocked") return;
    this.e.classList.toggle("worse", blockedAt(mine, at) > blockedAt(other, at) + 100_000);
    this.meter.style.width = `${(100 * waitedPart(mine, at)).toFixed(1)}%`;
  }
}

// keepFile gives the reader the ledger as a file.
function keepFile(store: Store): void {
  const { room, cursor, state } = store;
  if (!room || !state.ledgers) return;
  const text = csv({ pattern: room.pattern, params: room.params, seed: room.seed, event: cursor.seq, at: cursor.at }, state.ledgers);
  save(`${room.pattern}-event-${cursor.seq}.csv`, new Blob([text], { type: "text/csv;charset=utf-8" }));
}
