// The frames of the websocket of a room.

import type { Action } from "../model/act";
import type { Breakpoint, Standing } from "../model/breakpoint";
import type { Event, State } from "../model/types";
import type { Clock, Fault, Room, Values } from "./meta";

// From the server. The first frame is a room; another one follows whenever the
// run changes, and a new run begins with its keyframe of seq 0.
export type Told =
  | { readonly type: "room"; readonly room: Room; readonly clock: Clock; readonly head: number; readonly first: number }
  | { readonly type: "keyframe"; readonly run: number; readonly state: State }
  | { readonly type: "events"; readonly run: number; readonly events: readonly Event[]; readonly clock: Clock; readonly head: number }
  | { readonly type: "clock"; readonly clock: Clock; readonly head: number }
  | { readonly type: "viewers"; readonly count: number }
  | ({ readonly type: "breakpoints"; readonly run: number } & Standing)
  | { readonly type: "error"; readonly text: string };

// To the server, from a page that steers.
export type Command =
  | { readonly command: "play" | "pause" | "step" }
  | { readonly command: "until"; readonly breakpoint: Breakpoint }
  | { readonly command: "breakpoints"; readonly breakpoints: readonly Breakpoint[] }
  | { readonly command: "act"; readonly action: Action }
  | { readonly command: "fork"; readonly seq: number; readonly run?: number; readonly action?: Action }
  | { readonly command: "rate"; readonly rate: number }
  | { readonly command: "restart"; readonly seed: number }
  | { readonly command: "params"; readonly params: Values; readonly seed: number; readonly faults?: readonly Fault[] };

// Outcome is how things stand once a command was obeyed.
export interface Outcome {
  readonly run: number;
  readonly head: number; // the newest event: of a held world, the one after which it stands again
}
