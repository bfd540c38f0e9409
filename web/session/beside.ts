// Messages under way, one after another: what the keyboard walks through.

import type { Store } from "./store";

// selectBeside selects the message that was sent after the chosen one, or before it, and is still under way.
export function selectBeside(store: Store, by: 1 | -1): void {
  const id = beside(store.state.messages.map((m) => m.id), store.selection?.kind === "message" ? store.selection.id : undefined, by);
  if (id !== undefined) store.select({ kind: "message", id });
}

// beside an id in an ordered list is the next one on that side; from an end it goes on at the other.
export function beside(ids: readonly number[], id: number | undefined, by: 1 | -1): number | undefined {
  const onward = by > 0 ? ids : [...ids].reverse();
  return onward.find((x) => id === undefined || (x - id) * by > 0) ?? onward[0];
}
