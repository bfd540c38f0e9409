// What can happen next, while the world is held: every due thing in words, to
// choose by a click or by its key, and what cannot be chosen, with the reason.
// The thing that an entry is about is shown on the stage.

import { Behind } from "../branch/behind";
import { arrange } from "../dom/arrange";
import { element, find, write } from "../dom/element";
import type { Store } from "../session/store";
import { upcomingOf, type Upcoming } from "../session/upcoming";
import { groups, type Entry, type Group } from "./entries";
import { Row } from "./row";

export function mount(root: HTMLElement, store: Store): void {
  new Next(root as HTMLDetailsElement, store);
}

class Next {
  private readonly upcoming: Upcoming;
  private readonly rows = new Map<string, Row>();
  private readonly reasons = new Map<string, HTMLElement>();
  private readonly list = element("div", "next-list");
  private readonly count: HTMLElement;
  private readonly problem = element("p", "problem");
  private readonly behind: Behind;

  constructor(private readonly root: HTMLDetailsElement, private readonly store: Store) {
    this.upcoming = upcomingOf(store);
    this.count = find(root, ".cap");
    this.problem.setAttribute("role", "alert");
    this.behind = new Behind(store);
    root.append(this.behind.e, this.problem, this.list);
    root.open = !matchMedia("(max-width: 640px)").matches;
    this.upcoming.inSight = () => !root.hidden && root.open && root.checkVisibility();
    this.upcoming.watchers.add(() => this.draw());
    this.list.addEventListener("keydown", (e) => this.walk(e));
    store.subscribe((changed) => {
      if (changed.info || changed.state || changed.log) this.draw();
    });
  }

  private draw(): void {
    const { root, store, upcoming } = this;
    root.hidden = !upcoming.wanted;
    if (root.hidden) return store.point(undefined);
    const all = groups(upcoming.next.due, upcoming.next.now);
    const possible = all[0]?.why === "" ? all[0].entries.length : 0;
    this.behind.e.hidden = store.newestHeld;
    write(this.problem, upcoming.problem);
    write(this.count, store.newestHeld ? String(possible) : `${store.head - store.cursor.seq} behind`);
    this.list.classList.toggle("stale", !upcoming.fresh);
    this.arranged(all, upcoming.fresh);
  }

  // arranged puts the rows in their places; the focus of one that has gone passes to the one in its place.
  private arranged(all: readonly Group[], ready: boolean): void {
    const focused = this.buttons().indexOf(document.activeElement as HTMLButtonElement);
    const wanted = all.flatMap((g) => (g.why ? [this.reason(g.why), ...g.entries.map((e) => this.row(e, ready))] : g.entries.map((e) => this.row(e, ready))));
    arrange(this.list, wanted.length > 0 ? wanted : [this.reason("Nothing is due: every program waits for a message, and none is on its way.")]);
    for (const [key, r] of this.rows) if (!r.button.isConnected) this.rows.delete(key);
    for (const [why, e] of this.reasons) if (!e.isConnected) this.reasons.delete(why);
    if (focused < 0 || this.list.contains(document.activeElement)) return;
    const now = this.buttons();
    now[Math.min(focused, now.length - 1)]?.focus({ preventScroll: true });
  }

  private row(e: Entry, ready: boolean): HTMLElement {
    let r = this.rows.get(e.key);
    if (!r) this.rows.set(e.key, (r = new Row(() => void this.upcoming.choose(r!.entry?.due), (due) => this.store.point(due))));
    r.show(e, ready);
    return r.button;
  }

  private reason(why: string): HTMLElement {
    const e = this.reasons.get(why) ?? element("p", "next-why", why.charAt(0).toUpperCase() + why.slice(1));
    this.reasons.set(why, e);
    return e;
  }

  private buttons(): HTMLButtonElement[] {
    return [...this.list.querySelectorAll("button")];
  }

  // walk from entry to entry.
  private walk(e: KeyboardEvent): void {
    const by = e.key === "ArrowDown" ? 1 : e.key === "ArrowUp" ? -1 : 0;
    if (by === 0) return;
    e.preventDefault();
    const all = this.buttons();
    const at = all.indexOf(document.activeElement as HTMLButtonElement);
    all[Math.max(0, Math.min(all.length - 1, at + by))]?.focus();
  }
}
