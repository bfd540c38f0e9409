// Whoever changes a world does something to it, by whatever part of the page, or
// from another one: that is an event. A node that was renamed stays chosen.

import type { Store } from "../session/store";

// watch calls changed after something was done, and when another run begins.
export function watch(store: Store, changed: () => void): void {
  let { history } = store;
  let seen = 0;
  store.subscribe(() => {
    const other = history !== store.history;
    if (other) ({ history } = store);
    if (other) seen = history.first - 1;
    if (!other && store.head === seen) return;
    const fresh = history.events.slice(Math.max(0, seen + 1 - history.first));
    seen = store.head;
    const { selection } = store;
    const renamed = fresh.find((e) => e.kind === "acted" && e.call === "rename" && selection?.kind === "node" && e.node === selection.name);
    const now = renamed && fresh.find((e) => e.kind === "added" && e.seq > renamed.seq);
    if (now?.node) store.select({ kind: "node", name: now.node });
    if (other || fresh.some((e) => e.kind === "acted")) changed();
  });
}
