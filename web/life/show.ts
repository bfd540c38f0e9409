// Show me: the cursor goes to the beginning of a message's life, that stretch is
// played at a pace that can be read, and the cursor stands at its end.

import { element, write } from "../dom/element";
import type { Store } from "../session/store";
import { beatsOf } from "../session/showing";
import { lifeOf } from "./copies";

// showLife of a message, or of the one chosen, the event's, or the newest; again, it ends.
export function showLife(store: Store, message = chosen(store) ?? newest(store)): void {
  if (store.shows) return store.hold();
  if (message === undefined) return;
  store.select({ kind: "message", id: message });
  const { events } = lifeOf(store.history.life(message), (seq) => store.history.event(seq));
  if (events.length > 0) store.show(beatsOf(events, !store.glides()));
}

export function chosen(store: Store): number | undefined {
  return store.selection?.kind === "message" ? store.selection.id : store.event?.message;
}

// newest message of the events up to the cursor.
export function newest(store: Store): number | undefined {
  for (let seq = store.cursor.seq; seq >= store.history.first; seq--) {
    const id = store.history.event(seq)?.message;
    if (id !== undefined) return id;
  }
  return undefined;
}

// showButton does so for the message that of says; and says what it does.
export function showButton(store: Store, of: () => number | undefined): { button: HTMLButtonElement; settle: () => void } {
  const words = element("span", "", "Show me");
  const button = element("button", "quiet", words, element("kbd", "", "V"));
  button.type = "button";
  button.title = "Play its life, from its first event to its last (V)";
  button.addEventListener("click", () => showLife(store, of()));
  const settle = (): void => write(words, store.shows ? "Stop" : "Show me");
  return { button, settle };
}
