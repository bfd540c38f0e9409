// Showing plays one recorded stretch at a pace that can be read: it stands on
// each event for a while, and between two of them lets world time run, evenly.
// It is a function of the time that has passed on the page; who holds, steps or
// seeks meanwhile has interrupted it.
//
//	stands on 12 ── runs ──▶ stands on 15 ▸ stands on 16 ── runs ──▶ stands on 31, and is over

export interface Beat {
  readonly seq: number; // the event it stands on
  readonly at: number; // µs of world time: of that event
  readonly stands: number; // ms
  readonly runs: number; // ms from it to the next one; 0: there at once
}

export interface Spot {
  readonly seq: number | undefined; // the event stood on; undefined: on the way to the next
  readonly at: number; // µs of world time
}

const standing = { each: 1000, least: 150, all: 7000 }; // ms
const running = { least: 500, most: 2500, all: 6000 }; // ms

// beatsOf a stretch of events; calm: world time does not run, the picture goes from event to event.
export function beatsOf(stretch: readonly { readonly seq: number; readonly at: number }[], calm: boolean): Beat[] {
  const stands = Math.max(standing.least, Math.min(standing.each, standing.all / stretch.length));
  const ways = stretch.map((e, i) => {
    const far = (stretch[i + 1]?.at ?? e.at) - e.at;
    return calm || far <= 0 ? 0 : Math.max(running.least, Math.min(running.most, far / 1000));
  });
  const long = ways.reduce((a, b) => a + b, 0);
  const pace = Math.min(1, running.all / Math.max(1, long));
  return stretch.map((e, i) => ({ seq: e.seq, at: e.at, stands, runs: ways[i]! * pace }));
}

export class Showing {
  private passed = 0;

  constructor(readonly beats: readonly Beat[]) {}

  advance(ms: number): void {
    this.passed += ms;
  }

  get over(): boolean {
    return this.passed >= this.beats.reduce((sum, b) => sum + b.stands + b.runs, 0);
  }

  // spot is where the cursor belongs now.
  get spot(): Spot {
    let left = this.passed;
    for (const [i, b] of this.beats.entries()) {
      if (left < b.stands) return { seq: b.seq, at: b.at };
      left -= b.stands;
      const next = this.beats[i + 1];
      if (next && left < b.runs) return { seq: undefined, at: b.at + ((next.at - b.at) * left) / b.runs };
      left -= b.runs;
    }
    const last = this.beats[this.beats.length - 1];
    return { seq: last?.seq, at: last?.at ?? 0 };
  }
}
