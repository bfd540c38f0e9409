// check folds a run, read from stdin, and fails when the state that the events
// give is not the state that the server's sockets had. Its lines are those of
// GET /api/rooms/{id}/events?keyframes=1: an event each, and after some of
// them {"keyframe": State}. The first line is a keyframe.

import { createInterface } from "node:readline";
import { differences } from "./same";
import { begin, step, type Model } from "./step";
import type { Event, State } from "./types";

async function check(): Promise<string> {
  let model: Model | undefined;
  const last: Event[] = [];
  let events = 0;
  let keyframes = 0;
  for await (const text of createInterface({ input: process.stdin })) {
    if (text.trim() === "") continue;
    const line = JSON.parse(text) as Event | { keyframe: State };
    if (!("keyframe" in line)) {
      if (!model) throw new Error("the run begins with no keyframe");
      if (line.seq !== model.state.seq + 1) throw new Error(`event ${line.seq} follows event ${model.state.seq}`);
      model = step(model, line);
      last.push(line);
      events++;
      continue;
    }
    keyframes++;
    const found = model ? differences(model.state, line.keyframe) : [];
    if (found.length > 0) throw new Error(report(line.keyframe.seq, found, last));
    model = begin(line.keyframe);
    last.length = 0;
  }
  if (keyframes < 2) throw new Error(`only ${keyframes} keyframe(s): nothing was compared`);
  return `${events} events and ${keyframes} keyframes agree`;
}

function report(seq: number, found: readonly string[], events: readonly Event[]): string {
  const told = events.slice(-40).map((e) => JSON.stringify(e));
  return [`after event ${seq} the events give another state than the sockets had:`, ...found, "the events before it:", ...told].join("\n");
}

check().then(
  (text) => console.log(text),
  (error: Error) => {
    console.error(error.message);
    process.exitCode = 1;
  },
);
