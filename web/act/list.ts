// List is all that can be done with something, in groups, as the world stands
// now. It is told anew as the world goes on; what is being filled in stays.

import { Behind } from "../branch/behind";
import { arrange } from "../dom/arrange";
import { element, write } from "../dom/element";
import type { Action, Offer, Target } from "../model/act";
import { offers } from "../session/api";
import type { Store } from "../session/store";
import { keyOf, Row } from "./offer";

const pause = 400; // ms between two askings while the world goes on

export class List {
  private readonly note = element("p", "note");
  private readonly items = element("div", "offers");
  private readonly said = element("p", "note");
  private readonly behind: Behind;
  readonly e: HTMLElement;
  private rows = new Map<string, Row>();
  private readonly titles = new Map<string, HTMLElement>();
  private targets: readonly Target[] = [];
  private asked = "";
  private waits = false;
  private sending = false;
  private none = ""; // why there is nothing to do, if there is not

  constructor(private readonly store: Store, private readonly acted: () => void = () => {}) {
    this.behind = new Behind(store);
    this.e = element("div", "act", this.note, this.behind.e, this.items, this.said);
    this.e.tabIndex = -1;
    this.said.setAttribute("role", "status");
    this.items.addEventListener("keydown", (e) => this.walk(e));
  }

  // about these things; each may be offered something.
  async about(targets: readonly Target[]): Promise<void> {
    const other = JSON.stringify(targets) !== JSON.stringify(this.targets);
    this.targets = targets;
    if (other) this.clear();
    await this.look();
  }

  // look again, unless nothing has happened since.
  async look(): Promise<void> {
    const { store } = this;
    const { room } = store;
    if (!room || this.targets.length === 0) return;
    const back = this.passed();
    if (!back && this.behind.e.contains(document.activeElement)) this.e.focus({ preventScroll: true }); // until there is something to do
    this.behind.e.hidden = !back;
    this.items.hidden = back;
    write(this.note, this.words(back));
    if (back || store.connection === "recorded" || room.past) return;
    const moment = JSON.stringify([room.id, room.run, store.head, store.steering, this.targets]);
    if (moment === this.asked || this.waits) return;
    this.asked = moment;
    this.waits = true;
    setTimeout(() => {
      this.waits = false;
      if (this.e.isConnected) void this.look();
    }, pause);
    try {
      const told = await Promise.all(this.targets.map((t) => offers(room.id, t)));
      if (moment === this.asked) this.show(told.flatMap((t) => t.offers));
    } catch (refusal) {
      if (moment !== this.asked) return;
      this.show([]);
      write(this.note, (this.none = (refusal as Error).message));
    }
  }

  // passed tells whether the page stands at a moment that the world has left behind. The rest of
  // what happened at the same time does not count, nor does what is being told.
  private passed(): boolean {
    const { cursor, head, history, steering } = this.store;
    return steering && !cursor.following && !this.sending && cursor.seq < head && history.timeOf(head) > cursor.at;
  }

  private words(back: boolean): string {
    const { store } = this;
    if (store.connection === "recorded") return "This is a recording: what was done then can be seen, and nothing can be done with it now.";
    if (store.room?.past) return "This run has been left, and another one lives: Branches goes on from a moment of this one.";
    if (back) return `The page shows event ${store.cursor.seq}, and the world has gone on to event ${store.head}.`;
    return this.none;
  }

  // clear away what was offered for something else.
  private clear(): void {
    this.waits = false;
    this.asked = "";
    this.none = "";
    this.rows.clear();
    arrange(this.items, []);
    for (const e of [this.note, this.said]) write(e, "");
  }

  private show(all: readonly Offer[]): void {
    const { store } = this;
    this.none = all.length === 0 ? "Nothing can be done with it now." : store.steering ? "" : "This page watches. Whoever opened the room steers it.";
    write(this.note, this.none);
    const before = this.rows;
    this.rows = new Map(all.map((o) => [keyOf(o), before.get(keyOf(o)) ?? new Row(o, (action) => this.send(action))]));
    for (const o of all) this.rows.get(keyOf(o))!.show(o, store.steering);
    const groups = [...new Set(all.map((o) => o.group ?? ""))];
    arrange(this.items, groups.flatMap((g) => [
      ...(g ? [this.title(g)] : []), ...all.filter((o) => (o.group ?? "") === g).map((o) => this.rows.get(keyOf(o))!.e),
    ]));
    if (document.activeElement === this.e) this.focus();
  }

  private title(group: string): HTMLElement {
    const e = this.titles.get(group) ?? element("h3", "", group);
    this.titles.set(group, e);
    return e;
  }

  private async send(action: Action): Promise<void> {
    this.sending = true;
    await this.store.act(action).finally(() => (this.sending = false));
    write(this.said, "Done.");
    this.acted();
  }

  focus(): void {
    if (this.items.hidden) this.behind.focus();
    else this.items.querySelector<HTMLElement>(".offer-do:not([aria-disabled=true])")?.focus();
  }

  // walk from offer to offer.
  private walk(e: KeyboardEvent): void {
    const by = e.key === "ArrowDown" ? 1 : e.key === "ArrowUp" ? -1 : 0;
    const all = [...this.items.querySelectorAll<HTMLElement>(".offer-do")];
    const at = all.indexOf(document.activeElement as HTMLElement);
    if (by === 0 || at < 0) return;
    e.preventDefault();
    e.stopPropagation();
    all[(at + by + all.length) % all.length]?.focus();
  }
}
