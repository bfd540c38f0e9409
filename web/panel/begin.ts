// A situation that is put up begins to run, also when the one before was held.
// (To run the same one again from a standstill, restart it.)

import type { Store } from "../session/store";

export function begin(store: Store, put: () => void): void {
  put();
  store.live();
}
