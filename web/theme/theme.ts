// Theme and projector are two switches on the root of the page; the styles and
// the canvases follow them. What was chosen is kept for the next visit.

import { attribute } from "../dom/element";
import { themeKey } from "./early";

const root = document.documentElement;

export function switchTheme(): void {
  const theme = root.dataset["theme"] === "dark" ? "light" : "dark";
  root.dataset["theme"] = theme;
  try {
    localStorage.setItem(themeKey, theme);
  } catch {
    // then it lasts as long as the page
  }
}

export function switchProjector(): void {
  toggle("projector");
  if (!("projector" in root.dataset)) delete root.dataset["swapped"];
}

// swap puts the sequence in the place of the stage, and the stage in its.
export function swap(): void {
  toggle("swapped");
}

function toggle(name: string): void {
  if (name in root.dataset) delete root.dataset[name];
  else root.dataset[name] = "";
}

export function theme(button: HTMLElement): void {
  button.addEventListener("click", switchTheme);
}

export function projector(button: HTMLElement): void {
  button.addEventListener("click", switchProjector);
  new MutationObserver(() => attribute(button, "aria-pressed", String("projector" in root.dataset)))
    .observe(root, { attributes: true, attributeFilter: ["data-projector"] });
}
