// A button that does something.

import { element } from "./element";

export function button(text: string, className: string, run: () => void | Promise<void>): HTMLButtonElement {
  const b = element("button", className, text);
  b.type = "button";
  b.addEventListener("click", () => void run());
  return b;
}
