// List is all that can be done with something, in groups, as the world stands
// now. It is told anew as the world goes on; what is being filled in stays.

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
  readonly e = element("div", "act", this.note, this.items, this.said);
  private rows = new Map<string, Row>();
  private readonly titles = new Map<string, HTMLElement>();
  private targets: readonly Target[] = [];
  private asked = "";
  private waits = false;

  constructor(private readonly store: Store, private readonly acted: () => void = () => {}) {
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
    if (store.connection === "recorded") return write(this.note, "This is a recording: what was done then can be seen, and nothing can be done with it now.");
    if (room.past) return write(this.note, "This run has been left, and another one lives: Branches goes on from a moment of this one.");
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
      write(this.note, (refusal as Error).message);
    }
  }

  // clear away what was offered for something else.
  private clear(): void {
    this.waits = false;
    this.asked = "";
    this.rows.clear();
    arrange(this.items, []);
    for (const e of [this.note, this.said]) write(e, "");
  }

  private show(all: readonly Offer[]): void {
    const { store } = this;
    write(this.note, all.length === 0 ? "Nothing can be done with it now." : store.steering ? "" : "This page watches. Whoever opened the room steers it.");
    const before = this.rows;
    this.rows = new Map(all.map((o) => [keyOf(o), before.get(keyOf(o)) ?? new Row(o, (action) => this.send(action))]));
    for (const o of all) this.rows.get(keyOf(o))!.show(o, store.steering);
    const groups = [...new Set(all.map((o) => o.group ?? ""))];
    arrange(this.items, groups.flatMap((g) => [
      ...(g ? [this.title(g)] : []), ...all.filter((o) => (o.group ?? "") === g).map((o) => this.rows.get(keyOf(o))!.e),
    ]));
  }

  private title(group: string): HTMLElement {
    const e = this.titles.get(group) ?? element("h3", "", group);
    this.titles.set(group, e);
    return e;
  }

  private async send(action: Action): Promise<void> {
    await this.store.act(action);
    write(this.said, "Done.");
    this.acted();
  }

  focus(): void {
    this.items.querySelector<HTMLElement>(".offer-do:not([aria-disabled=true])")?.focus();
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
