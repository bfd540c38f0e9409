// The button "Run at full speed" of a duel opens its sheet, and the same one again.

import { fetched } from "../parts/fetched";
import type { Store } from "../session/store";
import type { Sheet } from "./sheet";

export function mount(button: HTMLElement, store: Store): void {
  const duel = document.getElementById("app")?.dataset["pattern"] ?? "";
  let sheet: Sheet | undefined;
  button.addEventListener("click", () => fetched(store, import("../parts/opened"), ({ Measure }) => (sheet ??= new Measure(duel)).open()));
}
