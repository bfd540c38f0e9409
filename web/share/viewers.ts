// How many watch, once it is more than oneself.

import { write } from "../dom/element";
import type { Store } from "../session/store";

export function mount(root: HTMLElement, store: Store): void {
  store.subscribe((changed) => {
    if (!changed.info) return;
    root.hidden = store.viewers < 2;
    write(root, `${store.viewers} watching`);
  });
}
