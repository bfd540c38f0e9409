// Matcher looks for breakpoints in one run. It is given every event once, in
// order, and asked in between how long calls have taken.

import { meets, stands, waits, type Breakpoint, type Hit } from "./breakpoint";
import { sentence, time } from "./breakpoint_text";
import type { History } from "./history";
import type { Call, Event, Frame, State } from "./types";

interface Waiting {
  readonly node: string;
  readonly thread: number;
  readonly seq: number; // the event with which it began; 0: not known
  readonly call: Pick<Call, "call" | "socket" | "since" | "blocked">;
  readonly hit: Set<number>; // the breakpoints that it has met
}

export class Matcher {
  private readonly frames = new Map<number, readonly Frame[]>();
  private readonly calls = new Map<string, Waiting>();
  private readonly spent = new Set<number>(); // those to be met once that were
  private seen: number;

  // first is the number of the first breakpoint; 0: it is one that was asked for.
  constructor(private readonly list: readonly Breakpoint[], private readonly first: 0 | 1, now: State) {
    this.seen = now.seq;
    for (const m of now.messages) this.frames.set(m.id, m.frames);
    for (const n of now.nodes) {
      if (n.call) this.stand(n.name, 0, 0, n.call);
      for (const t of n.threads ?? []) this.stand(n.name, t.id, 0, t.call);
    }
  }

  // see takes the next event.
  see(e: Event): void {
    this.seen = e.seq;
    this.follow(e);
    if (e.message !== undefined && e.frames?.length) this.frames.set(e.message, e.frames);
  }

  // at tells whether the event that it saw last meets a breakpoint: the first that it meets.
  at(e: Event): Hit | undefined {
    const frames = this.frames.get(e.message ?? 0) ?? [];
    const i = this.list.findIndex((b, i) => !this.spent.has(i) && meets(b, e, frames));
    return i < 0 ? undefined : this.stopped(i, e.seq, e.at, e.say.replace(/\.$/, ""));
  }

  // late is the next time at which a call has taken too long, if it still takes then.
  late(): number | undefined {
    const times = this.list.flatMap((_, i) => this.timed(i).map((w) => this.due(i, w)));
    return times.length > 0 ? Math.min(...times) : undefined;
  }

  // pass is told that all has happened that was to happen up to world time at.
  pass(at: number): Hit | undefined {
    for (const i of this.list.keys()) {
      const [w] = this.timed(i).filter((w) => this.due(i, w) <= at).sort(byAge);
      if (!w) continue;
      w.hit.add(i);
      return this.stopped(i, this.seen, at, stood(w, at));
    }
    return undefined;
  }

  private stopped(i: number, seq: number, at: number, what: string): Hit {
    const b = this.list[i]!;
    if (b.once) this.spent.add(i);
    const number = this.first + i;
    return { ...(number > 0 ? { breakpoint: number } : {}), seq, at, why: sentence(seq, number, b, what) };
  }

  // timed are the calls that the i-th breakpoint is about, and has not met.
  private timed(i: number): Waiting[] {
    const b = this.list[i]!;
    if (b.off || !waits(b) || this.spent.has(i)) return [];
    return [...this.calls.values()].filter((w) => !w.hit.has(i) && (b.waiting || w.call.blocked) && stands(b, w.node, w.call.socket ?? ""));
  }

  private due(i: number, w: Waiting): number {
    const b = this.list[i]!;
    return w.call.since + (b.blocked ?? 0) + (b.waiting ?? 0);
  }

  // follow notes who begins to stand in a call, and who goes on.
  private follow(e: Event): void {
    const who = key(e.node ?? "", e.thread ?? 0);
    switch (e.kind) {
      case "waiting":
      case "blocked":
      case "request":
        return this.stand(e.node, e.thread ?? 0, e.seq, { call: e.call, socket: e.socket ?? "", since: e.at, blocked: e.kind === "blocked" });
      case "send":
        if (e.link === undefined) this.calls.delete(who); // else net/http sends, while the program stands in its request
        return;
      case "received":
      case "resumed":
      case "failed":
      case "timer-set":
      case "timer-fired":
        this.calls.delete(who);
        return;
      case "stopped":
      case "crashed":
      case "left":
        for (const [k, w] of this.calls) if (w.node === e.node) this.calls.delete(k);
        return;
    }
  }

  private stand(node: string, thread: number, seq: number, call: Waiting["call"]): void {
    if (call.call !== "sleep" && call.call !== "work") this.calls.set(key(node, thread), { node, thread, seq, call, hit: new Set() });
  }
}

function key(node: string, thread: number): string {
  return `${thread} ${node}`;
}

function byAge(a: Waiting, b: Waiting): number {
  return a.call.since - b.call.since || (a.node < b.node ? -1 : a.node > b.node ? 1 : a.thread - b.thread);
}

function stood(w: Waiting, at: number): string {
  const since = w.seq > 0 ? ` since event ${w.seq}` : "";
  return `${w.node} has ${w.call.blocked ? "been blocked" : "waited"} in ${w.call.call}${since}, for ${time(at - w.call.since)}`;
}

// nextHit is the first time in what was recorded, after the event and the time at
// which the reader stands and not after `to`, that one of the breakpoints is met.
export function nextHit(history: History, list: readonly Breakpoint[], first: 0 | 1, from: { readonly seq: number; readonly at: number }, to: number): Hit | undefined {
  const active = list.some((b) => !b.off);
  if (!active) return undefined;
  const m = new Matcher(list, first, history.state(from.seq));
  const between = (until: number): Hit | undefined => {
    for (let at = m.late(); at !== undefined && at < until; at = m.late()) {
      const hit = m.pass(at);
      if (hit && at > from.at) return hit;
    }
    return undefined;
  };
  for (let seq = from.seq + 1; seq <= history.head; seq++) {
    const e = history.event(seq)!;
    if (e.at > to) break;
    const late = between(e.at);
    if (late) return late;
    m.see(e);
    const hit = m.at(e);
    if (hit) return hit;
  }
  return between(to);
}

