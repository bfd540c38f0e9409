// Words change more calmly than pictures. While time runs, nobody reads what
// changes sixty times a second, and laying text out is the dearest thing a page
// does; so who shows words is told at most ten times a second. What the reader
// chooses, and all that happens while time stands, is told at once.

import type { Changed, Listener } from "./frames";
import type { Store } from "./store";

const pause = 100; // ms between two changes of words while time runs

// calmly is a listener for Store.subscribe that gathers changes for another.
export function calmly(store: Store, listener: Listener): Listener {
  let due: Changed | undefined;
  let toldAt = -Infinity;
  return (changed) => {
    due = due ? both(due, changed) : changed;
    const now = performance.now();
    if (store.playing && now - toldAt < pause && !changed.selection) return;
    const all = due;
    [due, toldAt] = [undefined, now];
    listener(all);
  };
}

function both(a: Changed, b: Changed): Changed {
  return { time: a.time || b.time, state: a.state || b.state, log: a.log || b.log, info: a.info || b.info, selection: a.selection || b.selection };
}
