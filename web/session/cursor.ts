// The cursor, and what can be chosen.

export interface Cursor {
  readonly seq: number; // the newest event shown; state() is that after it
  readonly at: number; // world time shown, µs; never before that event, runs on while playing
  readonly following: boolean; // goes with the newest event
}

// live: time runs here as in the world. replay: time runs, behind. held: it stands.
export type Mode = "live" | "replay" | "held";

export type Selection =
  | { readonly kind: "message"; readonly id: number }
  | { readonly kind: "node"; readonly name: string }
  | { readonly kind: "link"; readonly id: string }
  | { readonly kind: "socket"; readonly id: string };
