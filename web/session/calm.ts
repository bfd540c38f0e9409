// Words change more calmly than pictures. While time runs, nobody reads what
// changes sixty times a second, and laying text out is the dearest thing a page
// does; so who shows words is told at most ten times a second, and no two of them
// in one frame. What the reader chooses, and all that happens while time stands,
// is told at once.

import type { Changed, Listener } from "./frames";
import type { Store } from "./store";

const pause = 100; // ms between two changes of words while time runs
const apart = 8; // ms from one's change to another's: surely not in the same frame
const told = new WeakMap<Store, number>(); // when words last changed

// calmly is a listener for Store.subscribe that gathers changes for another.
export function calmly(store: Store, listener: Listener): Listener {
  let due: Changed | undefined;
  let toldAt = -Infinity;
  return (changed) => {
    due = due ? both(due, changed) : changed;
    const now = performance.now();
    const early = now - toldAt < pause || now - (told.get(store) ?? -Infinity) < apart;
    if (store.playing && early && !changed.selection) return;
    const all = due;
    [due, toldAt] = [undefined, now];
    listener(all);
    told.set(store, performance.now());
  };
}

function both(a: Changed, b: Changed): Changed {
  return { time: a.time || b.time, state: a.state || b.state, log: a.log || b.log, info: a.info || b.info, selection: a.selection || b.selection };
}
