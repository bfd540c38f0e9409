// check folds runs, read from stdin, and tells when the state that the events
// give is not the state that the server's sockets had. Its lines are those of
// GET /api/rooms/{id}/events?keyframes=1: an event each, and after some of
// them {"keyframe": State}. The first line is a keyframe.
//
// An empty line ends a run: what is wrong with it, or "", is answered as a line of
// JSON, and another may follow. Of the last, the exit status tells.

import { createInterface } from "node:readline";
import { differences } from "./same";
import { begin, step, type Model } from "./step";
import type { Event, State } from "./types";

class Run {
  private model: Model | undefined;
  private readonly last: Event[] = [];
  private events = 0;
  private keyframes = 0;
  private flaw = "";

  take(text: string): void {
    if (this.flaw !== "") return;
    try {
      const line = JSON.parse(text) as Event | { keyframe: State };
      if ("keyframe" in line) this.compare(line.keyframe);
      else this.fold(line);
    } catch (error) {
      this.flaw = (error as Error).message;
    }
  }

  private fold(event: Event): void {
    if (!this.model) throw new Error("the run begins with no keyframe");
    if (event.seq !== this.model.state.seq + 1) throw new Error(`event ${event.seq} follows event ${this.model.state.seq}`);
    this.model = step(this.model, event);
    this.last.push(event);
    this.events++;
  }

  private compare(keyframe: State): void {
    this.keyframes++;
    const found = this.model ? differences(this.model.state, keyframe) : [];
    if (found.length > 0) throw new Error(report(keyframe.seq, found, this.last));
    this.model = begin(keyframe);
    this.last.length = 0;
  }

  /** What is wrong with it; "": nothing. */
  verdict(): string {
    return this.flaw !== "" || this.keyframes >= 2 ? this.flaw : `only ${this.keyframes} keyframe(s): nothing was compared`;
  }

  toString(): string {
    return `${this.events} events and ${this.keyframes} keyframes agree`;
  }
}

function report(seq: number, found: readonly string[], events: readonly Event[]): string {
  const told = events.slice(-40).map((e) => JSON.stringify(e));
  return [`after event ${seq} the events give another state than the sockets had:`, ...found, "the events before it:", ...told].join("\n");
}

async function check(): Promise<void> {
  let run: Run | undefined;
  for await (const text of createInterface({ input: process.stdin })) {
    if (text.trim() !== "") {
      (run ??= new Run()).take(text);
      continue;
    }
    console.log(JSON.stringify((run ?? new Run()).verdict()));
    run = undefined;
  }
  if (!run) return;
  const flaw = run.verdict();
  if (flaw === "") console.log(String(run));
  else throw new Error(flaw);
}

check().catch((error: Error) => {
  console.error(error.message);
  process.exitCode = 1;
});
