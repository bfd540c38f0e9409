// What can be done with what is chosen; with nothing chosen, with the world.

import { element, keep, write } from "../dom/element";
import type { Changed, Store } from "../session/store";
import { List } from "./list";
import { chosen, titleOf } from "./target";

export function act(root: HTMLElement, store: Store): (changed: Changed) => void {
  const title = element("p", "stamp", element("b"));
  const hint = element("p", "note", "Choose a node, a connection, a socket or a message, and what can be done with it stands here. ", element("kbd", "", "A"), " opens it at the thing.");
  const list = new List(store);
  return (changed) => {
    if (root.hidden || !(changed.selection || changed.log || changed.info || changed.state)) return;
    const targets = chosen(store);
    write(title.firstElementChild!, titleOf(store, targets[0]!));
    hint.hidden = store.selection !== undefined;
    keep(root, [title, hint, list.e]);
    void list.about(targets);
  };
}
