// Run is what every file says of where it is from.

import { seconds } from "../mark/words";
import type { Store } from "../session/store";

export interface Run {
  readonly pattern: string; // its id
  readonly title: string;
  readonly seed: number;
  readonly event: number;
  readonly at: number; // µs of world time
}

export function runOf(store: Store): Run {
  const { room, pattern, cursor } = store;
  return { pattern: room?.pattern ?? pattern?.id ?? "run", title: pattern?.title ?? "", seed: room?.seed ?? 1, event: cursor.seq, at: cursor.at };
}

// fileOf a run: "hello-world-1-42-stage.svg" is of seed 1, at event 42.
export function fileOf(run: Run, what: string, extension: string): string {
  return `${run.pattern}-${run.seed}-${run.event}-${what}.${extension}`.replaceAll(/[^\w.-]/g, "_");
}

// where of a run: in words, for the picture's description.
export function where(run: Run): string {
  return `Pattern ${run.pattern}, seed ${run.seed}, event ${run.event} at ${seconds(run.at)} s of world time.`;
}
