// The button that opens the sheet of links and files.

import { fetched } from "../parts/fetched";
import type { Store } from "../session/store";

export function mount(button: HTMLElement, store: Store): void {
  button.addEventListener("click", () => fetched(store, import("../parts/opened"), ({ share }) => share(store)));
}
