// The legend names the marks that this run has shown so far, and no others.

import { element, keep } from "../dom/element";
import { flowOf } from "../mark/naming";
import { svg, type Mark } from "../mark/shape";
import type { History } from "../model/history";
import type { Flow } from "../model/types";
import type { Store } from "../session/store";

const words: readonly (readonly [Mark, string])[] = [
  ["request", "request"], ["reply", "reply"], ["publish", "publish"], ["task", "task"], ["control", "control"], ["filtered", "filtered"], ["lost", "dropped"],
];

export function mount(root: HTMLElement, store: Store): void {
  const marks = new Map(words.map(([mark, word]) => [mark, element("span", "", svg(mark, "publish"), word)]));
  let of: History | undefined;
  let seen = 0;
  let found = new Set<Mark>();
  store.subscribe((changed) => {
    if (!changed.log) return;
    if (store.history !== of) [of, seen, found] = [store.history, store.history.first - 1, new Set()];
    for (; seen < store.head; seen++) {
      const e = store.history.event(seen + 1)!;
      const flow: Flow | undefined = e.kind === "send" || e.kind === "sent" ? flowOf(store.history, e) : undefined;
      if (flow) found.add(flow);
      if (e.kind === "filtered") found.add("filtered");
      if (e.kind === "dropped") found.add("lost");
    }
    keep(root, words.filter(([m]) => found.has(m)).map(([m]) => marks.get(m)!));
  });
}
