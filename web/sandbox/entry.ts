// An entry of the palette: a kind with the types it can be placed with. A click
// or Enter places it, and so does a drag; on one of its types, with that one.

import { button } from "../dom/button";
import { element } from "../dom/element";
import type { Kind } from "../session/palette";
import { lifts, type Drag } from "./drag";
import { variants, type Variant } from "./variants";

export interface Placer {
  place(k: Kind, v: Variant): void; // where it usually stands
  drag(k: Kind, v: Variant): Drag;
}

export function entry(k: Kind, to: Placer): HTMLElement {
  const all = variants(k);
  const usual = all[0]!;
  const title = button(k.title, "kind-title", () => to.place(k, usual));
  const types = all.map((v) => {
    const b = button(v.join(" "), "kind-type", () => to.place(k, v));
    b.setAttribute("aria-label", `${k.title} with ${v.join(" ")}`);
    return b;
  });
  const e = element("div", "kind", title, ...(all.length > 1 ? types : []), element("p", "kind-help", k.help));
  lifts(e, (down) => {
    if (title.disabled) return undefined;
    const i = types.findIndex((t) => t === down.target);
    return to.drag(k, all[i] ?? usual);
  });
  return e;
}
