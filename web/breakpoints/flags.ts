// Flags mark on the scrubber where a breakpoint was met.

import { element, keep } from "../dom/element";
import type { Store } from "../session/store";
import type { Stops } from "../session/stops";
import { place, spanOf } from "../transport/span";

export function flags(scrubber: HTMLElement, store: Store, stops: Stops): () => void {
  const root = element("div", "flags");
  root.setAttribute("aria-hidden", "true"); // the sentence is read aloud
  scrubber.append(root);
  const known = new Map<number, HTMLElement>();
  return () => {
    const { history, head, cursor } = store;
    const span = spanOf(history.timeOf(history.first - 1), Math.max(history.timeOf(head), cursor.at));
    keep(root, stops.hits.map((h) => {
      const flag = known.get(h.at) ?? element("i");
      known.set(h.at, flag);
      flag.title = h.why;
      flag.style.left = `${place(span, h.at) * 100}%`;
      return flag;
    }));
  };
}
