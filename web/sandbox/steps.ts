// Steps are what was drawn, each with what takes it back: undo and redo.

import type { Action } from "../model/act";

export interface Step {
  readonly there: readonly Action[];
  readonly back: readonly Action[];
}

type Do = (a: Action) => Promise<void>; // fails with the reason why not

export class Steps {
  private done: Step[] = [];
  private undone: Step[] = [];

  constructor(private readonly act: Do) {}

  get canUndo(): boolean {
    return this.done.length > 0;
  }

  get canRedo(): boolean {
    return this.undone.length > 0;
  }

  // take a step: all of it, or none. Back may only be known once it is taken.
  async take(there: readonly Action[], back: () => readonly Action[]): Promise<void> {
    await this.all(there);
    this.done.push({ there, back: back() });
    this.undone = [];
  }

  async undo(): Promise<void> {
    await this.move(this.done, this.undone, (s) => s.back);
  }

  async redo(): Promise<void> {
    await this.move(this.undone, this.done, (s) => s.there);
  }

  // move takes the last step of one pile over to the other. One that can no longer be taken back is forgotten.
  private async move(from: Step[], to: Step[], which: (s: Step) => readonly Action[]): Promise<void> {
    const step = from.pop();
    if (!step) return;
    await this.all(which(step));
    to.push(step);
  }

  private async all(actions: readonly Action[]): Promise<void> {
    for (const a of actions) await this.act(a);
  }
}
