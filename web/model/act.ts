// What a reader can do to a world, as sim/act's Go structs put it into JSON.
// The world describes all of it: a page draws offers without knowing any.

import type { Frame } from "./types";

// Action is one thing that is done. What its `do` does not need is absent.
export interface Action {
  readonly do: string;
  readonly [field: string]: unknown;
}

// Part is one frame of a message to send, as text or as hex digits.
export interface Part {
  readonly text: string;
  readonly hex?: Frame["hex"];
}

// Target is what a reader points at: one field of it. None: the world itself.
export interface Target {
  readonly message?: number;
  readonly parcel?: number;
  readonly node?: string;
  readonly socket?: string;
  readonly link?: string;
  readonly endpoint?: string;
}

// Offer is one thing that can be done with a target, or that cannot, and why.
export interface Offer {
  readonly action: Action; // ready, but for the fields
  readonly title: string;
  readonly help: string;
  readonly why?: string;
  readonly group?: string;
  readonly fields?: readonly Field[];
}

// Field is one thing an action needs to be told; `name` is that of the action's own field.
export interface Field {
  readonly name: string;
  readonly title: string;
  readonly kind: "number" | "text" | "flag" | "choice" | "frames";
  readonly unit?: string;
  readonly scale?: number; // what is typed counts so many in the action: 1000 for ms
  readonly min?: number; // of what is typed
  readonly max?: number; // of a text: bytes
  readonly choices?: readonly string[];
  readonly default?: string;
}

// Due is one thing that can happen next.
export interface Due {
  readonly due?: number; // its number, to choose it by; absent: it cannot be chosen
  readonly at: number; // µs of world time
  readonly kind: string;
  readonly node?: string;
  readonly socket?: string;
  readonly link?: string;
  readonly parcel?: number;
  readonly message?: number;
  readonly say: string;
  readonly why?: string;
}

// targetOf is the most precise thing that something is about.
export function targetOf(about: Target): Target {
  if (about.message) return { message: about.message };
  if (about.parcel) return { parcel: about.parcel };
  if (about.link) return { link: about.link };
  if (about.socket) return { socket: about.socket };
  return about.node ? { node: about.node } : {};
}
