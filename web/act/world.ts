// The button above the stage: what can be done with the world itself.

import type { Store } from "../session/store";
import { openMenu } from "./menu";

export function world(button: HTMLElement, store: Store): void {
  button.addEventListener("click", () => {
    const { left, bottom } = button.getBoundingClientRect();
    openMenu(store, {}, { x: left, y: bottom + 4 });
  });
  store.subscribe((changed) => {
    if (changed.info) button.hidden = !store.steering || store.connection !== "open";
  });
}
