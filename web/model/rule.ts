// A rule says why a message stands or ends as it does, and where that is
// written. The server has the table; sim/event says what its fields mean.

import type { Event, Kind, Place, Reason } from "./types";

export interface Rule {
  readonly when: When;
  readonly text: string;
  readonly source: Source;
}

export interface When {
  readonly kind: Kind;
  readonly reasons?: readonly Reason[];
  readonly place?: Place | "outside";
  readonly types?: readonly string[]; // of the event's socket
  readonly whats?: readonly string[]; // as what the message flew
}

export interface Source {
  readonly name: string;
  readonly section: string;
  readonly address?: string;
}

// ruleOf finds the first rule that is about how a copy stands after e, whose socket is of that type.
export function ruleOf(rules: readonly Rule[], e: Event, type: string, what: string): Rule | undefined {
  const place = e.kind === "arrived" && !e.depth ? "outside" : e.place;
  return rules.find(({ when: w }) => w.kind === e.kind && about(w.reasons, e.reason) && (!w.place || w.place === place) && about(w.types, type) && about(w.whats, what));
}

function about(those: readonly string[] | undefined, one: string | undefined): boolean {
  return !those || those.includes(one ?? "");
}
