// Visit is a room that a part of a page has while it is wanted: opened then, and
// given back when it is not. A page has many such parts and a visitor few rooms.
//
//	want(true) ──▶ opens a room, follows it        want(false) ──▶ leaves it, and ends it
//
// What was last shown stays in the store. One thing is done at a time; what is
// wanted meanwhile is done next.

import { closeRoom, openRoom, Refusal, roomExists, type Opened } from "./api";
import type { Values } from "./meta";
import { Line } from "./socket";
import type { Store } from "./store";

export interface Run {
  readonly pattern: string;
  readonly params: Values;
  readonly seed: number;
}

export class Visit {
  private wanted = false;
  private busy = false;
  private room: Opened | undefined;
  private line: Line | undefined;

  constructor(private readonly store: Store, private readonly run: Run) {}

  get open(): boolean {
    return this.room !== undefined;
  }

  want(wanted: boolean): void {
    this.wanted = wanted;
    void this.settle();
  }

  private async settle(): Promise<void> {
    if (this.busy) return;
    this.busy = true;
    while (this.wanted !== this.open) await (this.wanted ? this.enter() : this.leave());
    this.busy = false;
  }

  private async enter(): Promise<void> {
    try {
      const room = (this.room = await openRoom(this.run.pattern, this.run.params, this.run.seed));
      this.line = new Line(this.store, room.id, room.token, { gone: () => this.gone(room) });
    } catch (error) {
      this.wanted = false; // until it is wanted anew
      this.store.setConnection("gone");
      this.store.say(error instanceof Refusal ? error.message : "The server did not answer.");
    }
  }

  private async leave(): Promise<void> {
    const { room, line } = this;
    this.room = this.line = undefined;
    line?.close();
    this.store.setConnection("connecting");
    if (room) await closeRoom(room.id, room.token).catch(() => {}); // then it ends by itself
  }

  // gone: the server has ended the room; what was recorded stays here.
  private async gone(room: Opened): Promise<boolean> {
    if (await roomExists(room.id).catch(() => true)) return false;
    this.wanted = false;
    if (this.room === room) this.room = this.line = undefined;
    this.store.setConnection("gone");
    return true;
  }
}
