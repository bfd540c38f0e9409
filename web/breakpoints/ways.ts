// Ways on: a button for each sort of event that the run can be taken to.

import { element } from "../dom/element";
import type { Breakpoint } from "../model/breakpoint";
import type { Interest } from "../session/words";

export function ways(root: HTMLElement, interests: readonly Interest[], go: (b: Breakpoint) => void): void {
  root.replaceChildren(...interests.map((interest, i) => {
    const b = element("button", "", interest.title);
    b.type = "button";
    b.dataset["next"] = interest.name;
    if (i === 0) b.append(element("kbd", "", "N"));
    b.addEventListener("click", () => go(interest.breakpoint));
    return b;
  }));
}
