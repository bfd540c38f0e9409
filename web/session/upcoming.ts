// Upcoming is what can happen next: the world's own list of it, asked for while
// the world is held and this page steers it.

import type { Due } from "../model/act";
import { due, type Next } from "./api";
import type { Store } from "./store";

const behind = "What can happen next follows the newest event: 0 goes there, G takes another branch from here.";
const none: Next = { run: 0, head: -1, now: 0, due: [] };

export class Upcoming {
  next = none; // as last told
  readonly watchers = new Set<() => void>();
  inSight: () => boolean = () => false; // the list is on the page; its view sets this

  private known = ""; // the moment of `next`
  private asking = false;
  private astray = false; // something was chosen behind the newest event
  private why = ""; // the last choice was not made, or the list not told

  constructor(private readonly store: Store) {
    store.subscribe((changed) => {
      if (changed.info || changed.state || changed.log) void this.look();
    });
  }

  // wanted: the world is held by this page, at the newest event or before it.
  get wanted(): boolean {
    const { store } = this;
    return store.steering && !store.room?.past && store.mode === "held" && store.clock.paused && store.connection === "open";
  }

  // fresh: the list is told, and of the moment that the page shows.
  get fresh(): boolean {
    return this.store.newestHeld && this.known === this.moment() && this.next.head === this.store.head;
  }

  // problem is why the last choice was not made, in one sentence.
  get problem(): string {
    return this.astray ? behind : this.why;
  }

  // possible are those that can be chosen, the next first.
  get possible(): readonly Due[] {
    return this.next.due.filter(canBeChosen);
  }

  async choose(d: Due | undefined): Promise<void> {
    if (!this.store.newestHeld) return this.strays(true);
    if (!d?.due || !this.fresh) return;
    this.why = "";
    await this.store.act({ do: "choose", due: d.due }).catch((refusal: Error) => (this.why = refusal.message));
    this.tell();
  }

  private strays(astray: boolean): void {
    this.astray = astray;
    this.tell();
  }

  private moment(): string {
    const { room, head, clock } = this.store;
    return `${room?.id} ${room?.run} ${head} ${clock.now}`;
  }

  private async look(): Promise<void> {
    const moment = this.moment();
    if (this.store.newestHeld && this.astray) this.strays(false);
    if (!this.wanted || this.asking || moment === this.known) return;
    this.asking = true;
    try {
      this.next = await due(this.store.room!.id);
      this.why = "";
    } catch (refusal) {
      this.why = (refusal as Error).message;
    }
    this.asking = false;
    this.known = moment;
    this.tell();
    void this.look(); // it may have gone on meanwhile
  }

  private tell(): void {
    for (const watcher of this.watchers) watcher();
  }
}

export function canBeChosen(d: Due): boolean {
  return d.due !== undefined && d.due > 0 && !d.why;
}

const all = new WeakMap<Store, Upcoming>();

// upcomingOf a store is one for all who show or choose from it.
export function upcomingOf(store: Store): Upcoming {
  const known = all.get(store) ?? new Upcoming(store);
  all.set(store, known);
  return known;
}
