// The program beside the one chosen, for keys: each is chosen in turn.

import type { Store } from "../session/store";

export function programBeside(store: Store, by: 1 | -1): void {
  const names = store.state.nodes.filter((n) => !n.outside).map((n) => n.name);
  if (names.length === 0) return;
  const at = store.selection?.kind === "node" ? names.indexOf(store.selection.name) : by > 0 ? -1 : names.length;
  store.select({ kind: "node", name: names[(at + by + names.length) % names.length]! });
}
