// The world times of one sort of event of a run, kept while the run grows.

import type { History } from "../model/history";
import type { Event } from "../model/types";
import type { Store } from "../session/store";

export interface Moments {
  times(store: Store): readonly number[];
}

const sharp = 2000; // µs: what is nearer than this is one tick

export function moments(are: (e: Event) => boolean): Moments {
  let of: History | undefined;
  let seen = 0;
  let times: number[] = [];
  return {
    times({ history }) {
      if (history !== of) [of, seen, times] = [history, history.first - 1, []];
      for (; seen < history.head; seen++) {
        const e = history.event(seen + 1);
        if (!e || !are(e)) continue;
        if (e.at - (times[times.length - 1] ?? -Infinity) > sharp) times.push(e.at);
      }
      return times;
    },
  };
}
