// A filter shows only some events: of one sort, or of one node.

import type { History } from "../model/history";
import type { Event, Kind } from "../model/types";
import { nodeOf } from "../mark/naming";

const sorts: Readonly<Record<string, readonly Kind[]>> = {
  messages: ["send", "queued", "sent", "arrived", "received", "filtered", "dropped"],
  losses: ["dropped", "failed", "refused", "crashed", "blocked"],
  connections: ["bound", "unbound", "connecting", "retried", "accepted", "connected", "refused", "disconnected", "subscribed", "unsubscribed", "joined", "left", "connection-waiting", "connection-reused"],
  "by hand": ["acted", "planned"],
  programs: ["started", "stopped", "crashed", "restarted", "frozen", "thawed", "slowed", "added", "moved", "removed", "note", "state", "waiting", "blocked", "resumed", "failed", "timer-set", "timer-fired", "request", "future-created", "future-resolved"],
};

// choice is "" for all, "sort:losses", or "node:archive".
export function admits(choice: string): (e: Event) => boolean {
  const [by, name = ""] = split(choice);
  if (by === "sort") {
    const kinds = new Set<Kind>(sorts[name] ?? []);
    return (e) => kinds.has(e.kind);
  }
  if (by === "node") return (e) => e.node === name || nodeOf(e.socket) === name || nodeOf(e.peer) === name;
  return () => true;
}

function split(choice: string): [string, string?] {
  const i = choice.indexOf(":");
  return i < 0 ? [choice] : [choice.slice(0, i), choice.slice(i + 1)];
}

export const sortNames = Object.keys(sorts);

// Shown are the numbers of the admitted events, in order, kept as the history grows.
export class Shown {
  private seqs: number[] = [];
  private seen: number;

  constructor(private readonly history: History, readonly choice: string, private readonly admit = admits(choice)) {
    this.seen = history.first - 1;
  }

  isOf(history: History, choice: string): boolean {
    return this.history === history && this.choice === choice;
  }

  grow(): void {
    if (this.choice === "") return; // then all are shown, and none need be kept
    for (; this.seen < this.history.head; this.seen++) {
      if (this.admit(this.history.event(this.seen + 1)!)) this.seqs.push(this.seen + 1);
    }
  }

  get length(): number {
    return this.choice === "" ? this.history.head - this.history.first + 1 : this.seqs.length;
  }

  seq(row: number): number {
    return this.choice === "" ? this.history.first + row : (this.seqs[row] ?? 0);
  }

  // row of the newest shown event at or before seq; -1 when there is none.
  row(seq: number): number {
    if (this.choice === "") return Math.min(this.length - 1, seq - this.history.first);
    let lo = 0;
    let hi = this.seqs.length;
    while (lo < hi) {
      const mid = (lo + hi) >> 1;
      if (this.seqs[mid]! <= seq) lo = mid + 1;
      else hi = mid;
    }
    return lo - 1;
  }
}
