// Chart is the run as things with a place in space and time: flights between
// nodes, and marks and spells at one node. It grows with the history and knows
// nothing of the cursor: what is past and what is to come is the painter's affair.

import type { History } from "../model/history";
import type { Event, Flow, Reason, State, What } from "../model/types";
import { nameOf } from "../mark/words";
import { lower, type Act, type Flight, type Point, type Spell } from "./things";

interface Ends {
  readonly from: string; // nodes
  to?: string;
}

interface Known {
  readonly name: string;
  readonly flow?: Flow;
  readonly node: string;
}

export class Chart {
  readonly flights: Flight[] = [];
  readonly points: Point[] = [];
  readonly spells: Spell[] = [];
  readonly acts: Act[] = [];
  longestFlight = 0; // µs
  longestSpell = 0; // µs, of those that have ended

  private readonly taken = new Map<string, number[]>(); // node -> seqs of what it took
  private seen: number;
  private readonly owner = new Map<string, string>(); // socket -> node
  private readonly links = new Map<string, Ends>();
  private readonly messages = new Map<number, Known>();
  private readonly flying = new Map<number, Flight>(); // by parcel
  private readonly open = new Map<string, Spell>(); // by kind, thread and node

  constructor(private readonly history: History) {
    this.seen = history.first - 1;
    this.learn(history.state(this.seen));
  }

  isOf(history: History): boolean {
    return this.history === history;
  }

  // grow takes in what the history has learnt since.
  grow(): void {
    for (; this.seen < this.history.head; this.seen++) this.take(this.history.event(this.seen + 1)!);
  }

  // lasting are the spells that have not ended.
  lasting(): Iterable<Spell> {
    return this.open.values();
  }

  // name of a message: "NYC #16"; "" when it is not known.
  name(message: number | undefined): string {
    return (message && this.messages.get(message)?.name) || "";
  }

  // takenBy a node, of what came after the first event known, up to event seq.
  takenBy(node: string, seq: number): number {
    const seqs = this.taken.get(node) ?? [];
    return lower(seqs, (s) => s, seq + 1);
  }

  flow(message: number | undefined): Flow | undefined {
    return message === undefined ? undefined : this.messages.get(message)?.flow;
  }

  // learn takes what a state tells of the time before the first event.
  private learn(state: State): void {
    for (const k of state.sockets) this.owner.set(k.id, k.node);
    for (const l of state.links) this.links.set(l.id, { from: this.node(l.from), to: l.to && this.node(l.to) });
    for (const m of state.messages) this.messages.set(m.id, { name: nameOf(m), flow: m.flow, node: this.node(m.from) });
    for (const n of state.nodes) {
      if (n.status === "idle") this.begin(n.name, "absent", state.seq, state.at, "");
      if (n.status === "frozen") this.begin(n.name, "frozen", state.seq, state.at, "");
    }
    for (const l of state.links) l.lanes.forEach((lane, i) => lane.forEach((f) => this.fly(state.seq, l.id, i === 0 ? l.from : l.to ?? "", i === 0 ? l.to : l.from, f)));
  }

  private take(e: Event): void {
    switch (e.kind) {
      case "opened":
        if (e.node) this.owner.set(e.socket, e.node);
        return;
      case "joined":
        this.owner.set(e.socket, e.node);
        return;
      case "connecting":
        this.links.set(e.link, { from: this.node(e.socket), to: this.links.get(e.link)?.to });
        return;
      case "accepted":
        this.accept(e.link, e.socket, e.peer);
        return;
      case "send":
        this.define(e.message, e, e.socket);
        this.point(e, "send", e.message);
        return;
      case "sent":
        if (e.message !== undefined && e.frames) {
          this.define(e.message, e, e.socket);
          this.point(e, "send", e.message);
        }
        this.fly(e.seq, e.link, e.socket, e.peer, { parcel: e.parcel, what: e.what, message: e.message, t0: e.t0 ?? e.at, t1: e.t1 ?? e.at });
        return;
      case "arrived":
        this.land(e.parcel, e.at);
        if (e.message !== undefined && !e.depth) this.point(e, "received", e.message); // an outside peer has it: its queues are not ours to see
        return;
      case "received":
        this.point(e, "received", e.message);
        return;
      case "dropped":
        if (e.parcel !== undefined) this.land(e.parcel, e.at, e.reason);
        if (e.message !== undefined && e.place !== "lane") this.point(e, "dropped", e.message);
        return;
      case "failed":
        this.end(e.node, "blocked", e.at, e.thread);
        this.point(e, "failed", undefined);
        return;
      case "note":
        this.point(e, "note", undefined);
        return;
      case "acted":
      case "planned":
        this.acts.push({ seq: e.seq, at: e.at, text: e.text });
        return;
      case "timer-set":
        if (e.call === "work") this.begin(e.node, "work", e.seq, e.at, this.handled(e), e.until, e.thread);
        return;
      case "timer-fired":
        this.end(e.node, "work", e.at, e.thread);
        return;
      case "blocked":
        this.begin(e.node, "blocked", e.seq, e.at, "", e.until, e.thread);
        return;
      case "resumed":
        this.end(e.node, "blocked", e.at, e.thread);
        return;
      case "started":
      case "restarted":
        this.end(e.node, "absent", e.at);
        return;
      case "frozen":
        this.begin(e.node, "frozen", e.seq, e.at, "");
        return;
      case "thawed":
        this.end(e.node, "frozen", e.at);
        return;
      case "removed":
        this.endAll(e.node, e.at);
        return;
      case "stopped":
      case "crashed":
      case "left":
        this.endAll(e.node, e.at);
        this.begin(e.node, "absent", e.seq, e.at, "");
        return;
      default:
        return; // has no place in space and time
    }
  }

  private node(socket: string): string {
    return this.owner.get(socket) ?? socket.split(".")[0] ?? socket;
  }

  // accept: the bound side took the connection; an outside peer's own socket is the one that connected.
  private accept(link: string, socket: string, peer: string | undefined): void {
    const known = this.links.get(link);
    if (known) known.to = this.node(socket);
    else this.links.set(link, { from: peer ? this.node(peer) : "", to: this.node(socket) });
  }

  private define(id: number, e: Event, socket: string): void {
    this.messages.set(id, { name: nameOf({ label: e.label, number: e.number ?? 0 }), flow: e.flow, node: this.node(socket) });
  }

  private fly(seq: number, link: string, socket: string, peer: string | undefined, f: { parcel: number; what: What; message?: number; t0: number; t1: number }): void {
    const from = this.node(socket);
    const to = peer ? this.node(peer) : this.otherEnd(link, from);
    if (!to) return;
    const flow = this.flow(f.message);
    const flight: Flight = { seq, way: `${from} ${to} ${flow}`, from, to, what: f.what, message: f.message, flow, t0: f.t0, t1: f.t1 };
    this.flights.push(flight);
    this.flying.set(f.parcel, flight);
    this.longestFlight = Math.max(this.longestFlight, f.t1 - f.t0);
  }

  private otherEnd(link: string, from: string): string | undefined {
    const ends = this.links.get(link);
    return ends?.from === from ? ends.to : ends?.from;
  }

  private land(parcel: number, at: number, lost?: Reason): void {
    const flight = this.flying.get(parcel);
    if (!flight) return;
    flight.end = at;
    if (lost) flight.lost = lost;
    this.flying.delete(parcel);
    this.longestFlight = Math.max(this.longestFlight, at - flight.t0);
  }

  private point(e: Event, kind: Point["kind"], message: number | undefined): void {
    const node = e.node ?? (e.socket ? this.node(e.socket) : "");
    const label = message === undefined ? (e.text ?? "") : this.name(message);
    if (kind === "received") {
      const seqs = this.taken.get(node);
      if (seqs) seqs.push(e.seq);
      else this.taken.set(node, [e.seq]);
    }
    const flow = this.flow(message);
    this.points.push({ seq: e.seq, way: `${kind} ${node} ${flow}`, at: e.at, node, kind, flow, message, label, reason: e.reason });
  }

  // handled is the message whose receipt led to this event; "" when none did.
  private handled(e: Event): string {
    const cause = e.cause === undefined ? undefined : this.history.event(e.cause);
    return cause?.kind === "received" ? this.name(cause.message) : "";
  }

  private begin(node: string, kind: Spell["kind"], seq: number, from: number, text: string, until?: number, thread = 0): void {
    this.end(node, kind, from, thread);
    const row = kind === "absent" || kind === "frozen" ? 0 : this.freeRow(node);
    const spell: Spell = { seq, way: `${kind} ${node} ${row}`, node, row, kind, from, until, text };
    this.spells.push(spell);
    this.open.set(keyOf(kind, node, thread), spell);
  }

  private freeRow(node: string): number {
    const taken = new Set([...this.open.values()].filter((s) => s.node === node && (s.kind === "work" || s.kind === "blocked")).map((s) => s.row));
    let row = 0;
    while (taken.has(row)) row++;
    return row;
  }

  private end(node: string, kind: Spell["kind"], at: number, thread = 0): void {
    this.finish(keyOf(kind, node, thread), at);
  }

  // endAll that a node and its threads are at.
  private endAll(node: string, at: number): void {
    for (const [key, spell] of this.open) if (spell.node === node) this.finish(key, at);
  }

  private finish(key: string, at: number): void {
    const spell = this.open.get(key);
    if (!spell) return;
    spell.end = at;
    this.open.delete(key);
    this.longestSpell = Math.max(this.longestSpell, at - spell.from);
  }
}

function keyOf(kind: Spell["kind"], node: string, thread: number): string {
  return `${kind} ${thread} ${node}`;
}
