// Fallout is what just left its way: copies dropped or filtered. It stands
// until the next event; while time runs, for a moment, so that it can be seen.

import type { Event } from "../model/types";
import type { Store } from "../session/store";

export type Fallen = Extract<Event, { kind: "dropped" | "filtered" }> & { readonly times?: number };

const moment = 900_000; // µs at rate 1
const farthest = 400; // events looked back at

export function fallout(store: Store): Fallen[] {
  const { event, history, cursor, rate } = store;
  if (!event) return [];
  const since = store.playing ? cursor.at - moment * rate : event.at;
  const found: Fallen[] = [];
  for (let seq = event.seq; seq > event.seq - farthest; seq--) {
    const e = history.event(seq);
    if (!e || e.at < since || (!store.playing && !sameStory(e, event))) break;
    if (e.kind === "dropped" || e.kind === "filtered") found.push(e);
  }
  return together(found);
}

// sameStory: the fates of one message are told one after the other, and seen together.
function sameStory(e: Event, now: Event): boolean {
  return e === now || (e.message !== undefined && e.message === now.message && e.at === now.at);
}

// together makes one of those that fell at the same place: the newest, and how many.
function together(found: readonly Fallen[]): Fallen[] {
  const at = new Map<string, Fallen>();
  for (const e of found) {
    const key = [e.kind, e.link ?? e.socket, e.place].join(" ");
    const newer = at.get(key);
    at.set(key, newer ? { ...newer, times: (newer.times ?? 1) + 1 } : e);
  }
  return [...at.values()];
}

// lingers tells whether something that fell must be taken away as time runs.
export function lingers(store: Store, fallen: readonly Fallen[]): boolean {
  return store.playing && fallen.some((e) => e.at < store.cursor.at - moment * store.rate);
}
