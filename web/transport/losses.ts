// The world times of all drops of a run, kept while the run grows.

import type { History } from "../model/history";
import type { Store } from "../session/store";

export interface Losses {
  times(store: Store): readonly number[];
}

const sharp = 2000; // µs: drops nearer than this are one tick

export function losses(): Losses {
  let of: History | undefined;
  let seen = 0;
  let times: number[] = [];
  return {
    times({ history }) {
      if (history !== of) [of, seen, times] = [history, history.first - 1, []];
      for (; seen < history.head; seen++) {
        const e = history.event(seen + 1);
        if (e?.kind !== "dropped") continue;
        if (e.at - (times[times.length - 1] ?? -Infinity) > sharp) times.push(e.at);
      }
      return times;
    },
  };
}
