// Wiring is who connects to whom, over the whole run as far as it is recorded:
// a connection that is lost for a while, or not made yet at the cursor, still
// has its place on the stage, and nothing jumps about.

import type { Event, Link, State } from "../model/types";

export class Wiring {
  private readonly peers = new Map<string, Set<string>>();
  private readonly targets = new Map<string, string>(); // link -> the bound socket
  private readonly bound = new Map<string, string>(); // endpoint -> socket

  learn(e: Event): void {
    switch (e.kind) {
      case "bound":
        this.bound.set(e.endpoint, e.socket);
        if (e.address) this.bound.set(e.address, e.socket);
        return;
      case "accepted":
        this.targets.set(e.link, e.socket);
        return this.join(e.socket, e.peer);
      case "connected":
        return this.join(e.socket, e.peer);
      default:
    }
  }

  // learnState is for what happened before the first event that is kept.
  learnState(s: State): void {
    for (const k of s.sockets) for (const b of k.bound) this.bound.set(b.endpoint, k.id);
    for (const l of s.links) this.join(l.from, l.to);
  }

  // target is the bound end of a link, also while it is not connected; "" when nobody ever was there.
  target(l: Link): string {
    return l.to || this.targets.get(l.id) || this.bound.get(l.endpoint) || "";
  }

  peersOf(socket: string): readonly string[] {
    return [...(this.peers.get(socket) ?? [])];
  }

  private join(a: string, b: string | undefined): void {
    if (!b) return;
    this.add(a, b);
    this.add(b, a);
  }

  private add(a: string, b: string): void {
    const known = this.peers.get(a);
    if (known) known.add(b);
    else this.peers.set(a, new Set([b]));
  }
}

// Way is the direction of messages on a link, by the types of its sockets:
// PUB, PUSH only send; SUB, PULL only receive; the others do both.
const sends = new Set(["PUB", "XPUB", "PUSH"]);
const receives = new Set(["SUB", "XSUB", "PULL"]);

// oneWay tells whether messages go from a to b only.
export function oneWay(a: string | undefined, b: string | undefined): boolean {
  return sends.has(a ?? "") || receives.has(b ?? "");
}

export function publishes(type: string | undefined): boolean {
  return type === "PUB" || type === "XPUB";
}
