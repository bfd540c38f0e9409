// The page of a duel is that of a pattern in another dress. What is its own:
// the panel can be put away, so that the halves have all the room.

import { attribute } from "../dom/element";
import type { Store } from "../session/store";

const root = document.documentElement;
const wide = matchMedia("(min-width: 1680px)");

// explains tells whether the panel is open: as the reader wants it, else where there is room for it.
function explains(): boolean {
  const wanted = root.dataset["explained"];
  return wanted === undefined ? wide.matches : wanted === "yes";
}

export function switchPanel(): void {
  root.dataset["explained"] = explains() ? "no" : "yes";
}

export function mount(button: HTMLElement, _: Store): void {
  const show = (): void => attribute(button, "aria-expanded", String(explains()));
  button.addEventListener("click", switchPanel);
  wide.addEventListener("change", show);
  new MutationObserver(show).observe(root, { attributes: true, attributeFilter: ["data-explained"] });
  show();
}
