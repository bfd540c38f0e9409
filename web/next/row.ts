// Row is one due thing: the key that chooses it, when, and what.

import { attribute, element, write } from "../dom/element";
import type { Due } from "../model/act";
import type { Entry } from "./entries";

export class Row {
  entry: Entry | undefined;
  private readonly key = element("kbd");
  private readonly when = element("span", "next-when");
  private readonly say = element("span", "next-say");
  readonly button = element("button", "next-row", this.key, this.when, this.say);

  constructor(choose: () => void, point: (due: Due | undefined) => void) {
    const { button } = this;
    button.type = "button";
    this.key.setAttribute("aria-hidden", "true");
    button.addEventListener("click", () => {
      if (button.getAttribute("aria-disabled") !== "true") choose();
    });
    for (const kind of ["pointerenter", "focus"]) button.addEventListener(kind, () => point(this.entry?.due));
    for (const kind of ["pointerleave", "blur"]) button.addEventListener(kind, () => point(undefined));
  }

  // show an entry; ready: it is what happens next where the page stands.
  show(e: Entry, ready: boolean): void {
    this.entry = e;
    const can = e.due.due !== undefined && !e.due.why;
    write(this.key, e.number === undefined ? "" : String(e.number));
    write(this.when, e.when);
    write(this.say, e.due.say);
    attribute(this.button, "aria-disabled", String(!can || !ready));
    if (e.number === undefined) this.button.removeAttribute("aria-keyshortcuts");
    else attribute(this.button, "aria-keyshortcuts", String(e.number));
  }
}
