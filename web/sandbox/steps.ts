// Steps are the drawings there were, one after the other: undo and redo. A step is
// whatever changed the drawing, by the palette, by a drag or by a menu.

import type { Action } from "../model/act";
import type { Document } from "../session/palette";

export interface World {
  look(): Promise<Document>; // the drawing as it stands
  act(a: Action): Promise<void>; // fails with the reason why not
  between(from: Document, to: Document): readonly Action[];
}

export class Steps {
  now: Document | undefined;
  private readonly past: Document[] = [];
  private readonly future: Document[] = [];
  private turn: Promise<void> = Promise.resolve();

  constructor(private readonly world: World) {}

  get canUndo(): boolean {
    return this.past.length > 0;
  }

  get canRedo(): boolean {
    return this.future.length > 0;
  }

  // take does all of it as one step. What was done of it when something is refused is one too.
  take(actions: readonly Action[]): Promise<void> {
    return this.next(async () => {
      try {
        await this.all(actions);
      } finally {
        await this.look();
      }
    });
  }

  // note whether the drawing is another one.
  note(): Promise<void> {
    return this.next(() => this.look());
  }

  undo(): Promise<void> {
    return this.next(() => this.move(this.past, this.future));
  }

  redo(): Promise<void> {
    return this.next(() => this.move(this.future, this.past));
  }

  // move makes the drawing the last one of a pile. One that cannot be reached is forgotten.
  private async move(from: Document[], to: Document[]): Promise<void> {
    await this.look();
    const { now } = this;
    const wanted = from.pop();
    if (!now || !wanted) return;
    try {
      await this.all(this.world.between(now, wanted));
      to.push(now);
    } finally {
      this.now = await this.world.look();
    }
  }

  private async look(): Promise<void> {
    const { now } = this;
    const seen = await this.world.look();
    this.now = seen;
    if (!now || this.world.between(now, seen).length === 0) return;
    this.past.push(now);
    this.future.length = 0;
  }

  private async all(actions: readonly Action[]): Promise<void> {
    for (const a of actions) await this.world.act(a);
  }

  // next: what changes the drawing goes in turn.
  private next(what: () => Promise<void>): Promise<void> {
    const done = this.turn.then(what);
    this.turn = done.catch(() => {});
    return done;
  }
}
