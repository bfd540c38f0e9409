// Stops are the breakpoints of the run, and what stops it: a breakpoint that the
// world has met, or one that is met while the recording is shown.

import type { Breakpoint, Hit } from "../model/breakpoint";
import { nextHit } from "../model/breakpoint_matcher";
import type { Store } from "./store";

export class Stops {
  problem = ""; // why the last thing asked for was not done, in one sentence
  readonly watchers = new Set<() => void>();

  private warning = ""; // about the address, until the list is changed
  private met: Hit | undefined; // in the recording
  private told: Hit | undefined; // by the world, and shown
  private running = false; // the world was asked to run on to somewhere

  constructor(private readonly store: Store) {
    store.meets = (to) => this.meets(to);
    store.subscribe((changed) => {
      if (store.playing) this.problem = "";
      if (changed.info || changed.log) this.arrive();
    });
  }

  get list(): readonly Breakpoint[] {
    return this.store.standing.breakpoints;
  }

  // mayEdit: the page steers its room, or shows a recording, which is its own.
  get mayEdit(): boolean {
    return this.store.steering || this.store.connection === "recorded";
  }

  // hit is why the page stands where it does; undefined when nothing has stopped it there.
  get hit(): Hit | undefined {
    const { cursor, mode, standing } = this.store;
    if (mode !== "held") return undefined;
    if (this.met && this.met.seq === cursor.seq && this.met.at === cursor.at) return this.met;
    const at = standing.stopped;
    return at && (at.seq === cursor.seq || this.store.newestHeld) ? at : undefined;
  }

  // hits are all there are to be marked on the scrubber.
  get hits(): readonly Hit[] {
    return [this.store.standing.stopped, this.met].filter((h) => h !== undefined);
  }

  // wrong is why something was not done, or what the address asks for in vain.
  get wrong(): string {
    return this.problem || this.warning;
  }

  // warn of what the address asks for.
  warn(warning: string): void {
    this.warning = warning;
    this.tell();
  }

  async set(list: readonly Breakpoint[]): Promise<void> {
    this.warning = "";
    if (!this.store.steering) {
      this.store.standing = { ...this.store.standing, breakpoints: list };
      return this.tell();
    }
    await this.ask(() => this.store.ask({ command: "breakpoints", breakpoints: list }));
  }

  // next goes on to where b is met: in what was recorded, or else the world runs on to it.
  async next(b: Breakpoint): Promise<void> {
    const { store } = this;
    if (this.running) return;
    store.hold();
    const hit = nextHit(store.history, [b], 0, store.cursor, this.newest());
    this.problem = "";
    if (hit) return this.go((this.met = hit));
    if (!store.steering) return this.fail("Nothing of that kind was recorded from here on.");
    this.running = true;
    await this.ask(() => store.ask({ command: "until", breakpoint: b }));
    if (this.problem === "") return this.arrive();
    this.running = false;
    store.toNewest();
  }

  // meets is asked before the recording is shown up to a time: true, the page stands before that.
  private meets(to: number): boolean {
    const { history, cursor } = this.store;
    const hit = nextHit(history, this.list, 1, cursor, Math.min(to, this.newest()));
    if (hit) this.go((this.met = hit));
    return hit !== undefined;
  }

  // newest is the time up to which what was recorded is known.
  private newest(): number {
    const { history, clock, head } = this.store;
    return clock.paused ? Math.max(clock.now, history.timeOf(head)) : history.timeOf(head);
  }

  // arrive goes to where the world has stopped, once all up to there is told, and
  // the reader followed it or had it run there.
  private arrive(): void {
    const { store } = this;
    const at = store.standing.stopped;
    if (!at || at === this.told || store.head < at.seq) return;
    this.told = at;
    const standing = store.cursor.seq === at.seq; // at the newest event, and time has gone on from there
    if (store.steering && (this.running || store.cursor.following || standing)) this.go(at);
    this.running = false;
    this.tell();
  }

  private go(hit: Hit): void {
    const { store } = this;
    if (hit.at > store.history.timeOf(hit.seq)) store.seekTime(hit.at);
    else store.seek(hit.seq);
    const message = store.history.event(hit.seq)?.message;
    if (message !== undefined) store.select({ kind: "message", id: message });
    this.tell();
  }

  private async ask(command: () => Promise<unknown>): Promise<void> {
    this.problem = "";
    await command().catch((refusal: Error) => this.fail(refusal.message));
    this.tell();
  }

  private fail(problem: string): void {
    this.problem = problem;
    this.tell();
  }

  private tell(): void {
    for (const watcher of this.watchers) watcher();
  }
}

const all = new WeakMap<Store, Stops>();

// stopsOf a store is one for all who show or change its breakpoints.
export function stopsOf(store: Store): Stops {
  const known = all.get(store) ?? new Stops(store);
  all.set(store, known);
  return known;
}
