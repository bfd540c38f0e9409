// The button at the edge of the stage: what can be done with the world itself.

import type { Store } from "../session/store";
import { openMenu } from "./menu";

export function world(button: HTMLElement, store: Store): void {
  button.addEventListener("click", () => {
    const { right, top } = button.getBoundingClientRect();
    openMenu(store, {}, { x: right, y: top });
  });
  store.subscribe((changed) => {
    if (changed.info) button.hidden = !store.steering || store.connection !== "open";
  });
}
