// History is all that is known of one run: its events, and checkpoints among
// them, so that the state after any event is a fold of a few. The server's
// keyframes, one after some 200 events, are checkpoints; where a fold is longer
// than `stride` it leaves checkpoints of its own on its way. Adding an event
// folds nothing: a long run is there as fast as it is told.
//
//	keyframe  1 2 3 … ▏ … 200 ▏ 201 … ▏ … 400 ▏ … head
//	  base         own    keyframe    own    keyframe

import { begin, step, type Model } from "./step";
import type { Event, State } from "./types";

const stride = 100;
const nothing: State = { seq: 0, at: 0, nodes: [], sockets: [], links: [], messages: [] };

export class History {
  readonly events: Event[] = []; // events[i].seq === first + i
  private readonly checkpoints: Model[]; // by seq; the first is the base
  private readonly lives = new Map<number, number[]>(); // message -> seqs
  private last: Model; // the one asked for last: stepping on is one fold

  constructor(base = nothing) {
    this.last = begin(base);
    this.checkpoints = [this.last];
  }

  // first is the seq before which nothing is known: state(first - 1) is the base.
  get first(): number {
    return this.checkpoints[0]!.state.seq + 1;
  }

  get head(): number {
    return this.first + this.events.length - 1;
  }

  // add appends the next event; false when it is not the next one.
  add(e: Event): boolean {
    if (e.seq !== this.head + 1) return false;
    this.events.push(e);
    if (e.message !== undefined) {
      const life = this.lives.get(e.message);
      if (life) life.push(e.seq);
      else this.lives.set(e.message, [e.seq]);
    }
    return true;
  }

  // checkpoint takes a keyframe of the server: the truth after event state.seq.
  checkpoint(state: State): void {
    if (state.seq < this.first || state.seq > this.head) return;
    const i = this.before(state.seq);
    const same = this.checkpoints[i]!.state.seq === state.seq;
    this.checkpoints.splice(same ? i : i + 1, same ? 1 : 0, begin(state));
  }

  event(seq: number): Event | undefined {
    return this.events[seq - this.first];
  }

  // state is what the picture shows after event seq.
  state(seq: number): State {
    return this.model(seq).state;
  }

  // seqAt is the newest event that had happened at that world time.
  seqAt(at: number): number {
    let lo = 0;
    let hi = this.events.length;
    while (lo < hi) {
      const mid = (lo + hi) >> 1;
      if (this.events[mid]!.at <= at) lo = mid + 1;
      else hi = mid;
    }
    return this.first - 1 + lo;
  }

  // timeOf is the world time of event seq; that of the base before the first.
  timeOf(seq: number): number {
    return this.event(seq)?.at ?? this.checkpoints[0]!.state.at;
  }

  // life is all that happened to one message, in order.
  life(message: number): Event[] {
    return (this.lives.get(message) ?? []).map((seq) => this.event(seq)!);
  }

  private model(seq: number): Model {
    const to = Math.max(this.first - 1, Math.min(seq, this.head));
    const near = this.checkpoints[this.before(to)]!;
    let m = this.last.state.seq <= to && this.last.state.seq > near.state.seq ? this.last : near;
    for (let i = m.state.seq + 1; i <= to; i++) {
      m = step(m, this.event(i)!);
      if (i % stride === 0) this.leave(m);
    }
    return (this.last = m);
  }

  // leave keeps a model as a checkpoint, where there is none yet.
  private leave(m: Model): void {
    const i = this.before(m.state.seq);
    if (this.checkpoints[i]!.state.seq !== m.state.seq) this.checkpoints.splice(i + 1, 0, m);
  }

  // before is the index of the newest checkpoint at or before seq.
  private before(seq: number): number {
    let lo = 0;
    let hi = this.checkpoints.length;
    while (lo < hi) {
      const mid = (lo + hi) >> 1;
      if (this.checkpoints[mid]!.state.seq <= seq) lo = mid + 1;
      else hi = mid;
    }
    return Math.max(0, lo - 1);
  }
}
