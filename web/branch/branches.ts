// The runs of a room as a tree: which went on from which, and where. One can be
// looked at, gone on with, and held beside another.

import { element, keep, write } from "../dom/element";
import { count, duration } from "../mark/words";
import { branches as ask, type Branch } from "../session/api";
import type { Changed, Store } from "../session/store";
import { comparison } from "./comparison";
import { graph } from "./graph";
import { rows, type Row } from "./tree";

const graphWidth = 64; // px

export function branches(root: HTMLElement, store: Store): (changed: Changed) => void {
  const view = new Branches(root, store);
  return (changed) => {
    if (changed.info || changed.log) void view.look();
  };
}

class Branches {
  private all: readonly Branch[] = [];
  private known = "";
  private asking = false;
  private listed = ""; // what the rows say
  private readonly picture = element("div", "tree-graph");
  private readonly list = element("div", "tree-list");
  private readonly problem = element("p", "problem");
  private readonly note = element("p", "note");
  private readonly beside = element("div", "compare");
  private readonly on = element("button", "main", "Go on from here");

  constructor(root: HTMLElement, private readonly store: Store) {
    this.problem.setAttribute("role", "alert");
    this.list.setAttribute("role", "list");
    this.list.setAttribute("aria-label", "Runs of this room");
    this.list.addEventListener("keydown", (e) => this.key(e));
    this.on.type = "button";
    this.on.addEventListener("click", () => void this.try(() => store.fork(store.cursor.seq)));
    root.classList.add("branches");
    root.append(this.note, this.on, this.problem, element("div", "tree", this.picture, this.list), this.beside);
  }

  async look(): Promise<void> {
    this.draw();
    const { room, head } = this.store;
    const moment = `${room?.id} ${room?.run} ${room?.past} ${this.store.clock.paused ? head : ""}`;
    if (!room || this.recorded || this.asking || moment === this.known) return;
    this.asking = true;
    this.all = await ask(room.id).catch(() => this.all);
    this.asking = false;
    this.known = moment;
    this.draw();
    void this.look();
  }

  private draw(): void {
    const { store } = this;
    const tree = rows(this.all);
    const shown = store.room?.run ?? 0;
    write(this.note, this.words());
    this.on.hidden = !store.mayFork || store.newestHeld || store.mode !== "held";
    write(this.on, `Go on from event ${store.cursor.seq}`);
    const says = JSON.stringify([shown, tree]);
    if (says === this.listed) return;
    this.listed = says;
    const focused = this.focused();
    keep(this.picture, tree.length > 0 ? [graph(tree, graphWidth, shown)] : []);
    this.list.replaceChildren(...tree.map((r) => this.row(r, shown)));
    this.focus(focused);
  }

  // focused is the run whose row has the focus; 0: none has.
  private focused(): number {
    return Number(this.list.querySelector<HTMLElement>(".branch-view:focus")?.dataset["run"] ?? 0);
  }

  private focus(run: number | undefined): void {
    this.list.querySelector<HTMLElement>(`[data-run="${run}"]`)?.focus();
  }

  private words(): string {
    const { store } = this;
    if (this.recorded) return "This is a recording of one run: there is no world to take another branch in.";
    if (store.room?.past) return "This run is a recording: another one lives. Going on from a moment of it starts the world anew and brings it there by doing the same.";
    if (this.all.length < 2) return "One run so far. Hold it, step back, and go on from there (G): the world is started anew, brought to that moment by doing the same, and goes another way.";
    return "Each line is a run, in world time, from where it left the one above it.";
  }

  private get recorded(): boolean {
    return this.store.connection === "recorded";
  }

  private row(r: Row, shown: number): HTMLElement {
    const b = r.branch;
    const from = b.parent ? [`from ${b.parent} at ${duration(r.from)}`] : [];
    const facts = [...(b.parent && b.run !== shown ? [] : [count(b.head, "event")]), ...from, ...(b.live ? ["lives"] : [])]; // beside Compare there is less room
    const view = element("button", "branch-view",
      element("span", "branch-say", element("b", "", String(b.run)), ` ${b.say}`), element("span", "branch-facts", facts.join(" · ")));
    view.type = "button";
    view.dataset["run"] = String(b.run);
    view.title = `Run ${b.run}: ${b.say}`;
    if (b.run === shown) view.setAttribute("aria-current", "true");
    view.addEventListener("click", () => this.view(b));
    const e = element("div", "branch", view, ...(b.run === shown ? [] : [this.compares(b)]));
    e.setAttribute("role", "listitem");
    return e;
  }

  private compares(b: Branch): HTMLElement {
    const compare = element("button", "quiet", "Compare");
    compare.type = "button";
    compare.setAttribute("aria-label", `Compare run ${b.run} with the one shown`);
    compare.addEventListener("click", () => void this.compare(b.run));
    return compare;
  }

  private key(e: KeyboardEvent): void {
    const runs = rows(this.all).map((r) => r.branch);
    const at = runs.findIndex((b) => b.run === this.focused());
    const b = runs[at];
    if (!b) return;
    const to = e.key === "ArrowDown" ? at + 1 : e.key === "ArrowUp" ? at - 1 : e.key === "Home" ? 0 : e.key === "End" ? runs.length - 1 : undefined;
    if (to !== undefined) this.focus(runs[Math.min(Math.max(to, 0), runs.length - 1)]?.run);
    else if (e.key === "l") void this.revive(b);
    else if (e.key === "c") void this.compare(b.run);
    else return;
    e.preventDefault();
    e.stopPropagation();
  }

  private view(b: Branch): void {
    if (b.run !== this.store.room?.run) this.store.watch(b.live ? undefined : b.run);
  }

  // revive goes on with a recording from its end.
  private revive(b: Branch): Promise<void> {
    return this.try(() => (b.live ? Promise.resolve(this.store.watch(undefined)) : this.store.fork(b.head, b.run)));
  }

  private async compare(run: number): Promise<void> {
    const shown = this.store.room?.run;
    if (!shown || run === shown) return write(this.problem, "Two runs are compared: the one shown, and another one.");
    await this.try(async () => keep(this.beside, [await comparison(this.store, shown, run)]));
  }

  private async try(what: () => Promise<void>): Promise<void> {
    write(this.problem, "");
    await what().catch((refusal: Error) => write(this.problem, refusal.message));
  }
}
