// Entries are the lines of the list: what can be chosen, then what cannot, those
// of one reason together.

import type { Due } from "../model/act";
import { duration } from "../mark/words";
import { canBeChosen } from "../session/upcoming";

export interface Entry {
  readonly key: string; // the same of the same thing, after a step too
  readonly due: Due;
  readonly number: number | undefined; // the key that chooses it
  readonly when: string;
}

export interface Group {
  readonly why: string; // "" of those that can be chosen
  readonly entries: readonly Entry[];
}

export function groups(due: readonly Due[], now: number): readonly Group[] {
  const can = due.filter(canBeChosen).map((d, i) => entry(d, now, i < 9 ? i + 1 : undefined));
  const reasons = new Map<string, Entry[]>();
  for (const d of due) {
    if (canBeChosen(d)) continue;
    const why = d.why || "it cannot be chosen";
    reasons.set(why, [...(reasons.get(why) ?? []), entry(d, now, undefined)]);
  }
  const cannot = [...reasons].map(([why, entries]) => ({ why, entries }));
  return can.length > 0 ? [{ why: "", entries: can }, ...cannot] : cannot;
}

function entry(d: Due, now: number, number: number | undefined): Entry {
  const key = d.due ? `due ${d.due}` : ["not", d.kind, d.node, d.socket, d.link, d.parcel, d.message, d.say].join(" ");
  return { key, due: d, number, when: when(d.at, now) };
}

// when it is due, from now: "now", "in 120 ms".
export function when(at: number, now: number): string {
  return at <= now ? "now" : `in ${duration(at - now)}`;
}
