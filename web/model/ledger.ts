// The ledger counts what each half of a duel has done, from its events and
// nothing else: the same books as sim/event keeps, so that they are exact at
// any place of the cursor. Bytes count when they have crossed.

import type { Event, Kind, Ledger, State, Trip } from "./types";

// enter books an event; a run that is no duel has no ledgers.
export function enter(s: State, e: Event): State {
  const half = s.ledgers && halfOf(s, e);
  if (!s.ledgers || !half) return s;
  const from = fromOf(s, e, half);
  return { ...s, ledgers: s.ledgers.map((l) => {
    const booked = l.half === half ? book(l, s, e) : l;
    return finish(l.half === from ? open(fly(booked, e), e) : booked, e);
  }) };
}

// fromOf is the half whose message an event is about: that of who sent it, also
// where a hand has joined both halves. A message of an outside process is of the half
// that it talks to; one of a node that was added by hand is of neither.
function fromOf(s: State, e: Event, half: string): string | undefined {
  const taken = e.kind === "arrived" || e.kind === "received" || e.place === "lane" || e.place === "receive-queue";
  const name = taken ? owner(e.peer) : (owner(e.socket) ?? e.node);
  const node = s.nodes.find((n) => n.name === name);
  return !name || name === "stranger" || node?.outside ? half : node?.half;
}

// halfOf an event: a stranger's is that of who it talks to.
export function halfOf(s: State, e: Event): string | undefined {
  for (const name of [e.node, owner(e.socket), owner(e.peer)]) {
    const half = name && s.nodes.find((n) => n.name === name)?.half;
    if (half) return half;
  }
  return undefined;
}

function owner(socket: string | undefined): string | undefined {
  return socket?.split(".")[0];
}

function book(l: Ledger, s: State, e: Event): Ledger {
  const booked = turn(connect(fail(cross(l, e), e), e), e);
  const calls = !e.thread && s.nodes.some((n) => n.name === e.node && n.caller);
  return calls ? stand(booked, e) : booked;
}

// open counts the messages whose fate is open.
function open(l: Ledger, e: Event): Ledger {
  const more = fates(e);
  return more === 0 ? l : { ...l, open: l.open + more };
}

// finish sees whether the task is done.
function finish(l: Ledger, e: Event): Ledger {
  return l.finished === 0 && l.callers > 0 && l.done === l.callers && l.open === 0 ? { ...l, finished: e.at } : l;
}

// fly counts the messages in flight.
function fly(l: Ledger, e: Event): Ledger {
  if (e.message === undefined || !messages.has(e.what ?? "")) return l;
  if (e.kind === "sent") return { ...l, inFlight: l.inFlight + 1, mostInFlight: Math.max(l.mostInFlight, l.inFlight + 1) };
  const landed = e.kind === "arrived" || (e.kind === "dropped" && e.place === "lane");
  return landed ? { ...l, inFlight: l.inFlight - 1 } : l;
}

function fates(e: Event): number {
  switch (e.kind) {
    case "send":
      return e.copies ?? 0;
    case "sent":
      return e.frames ? 1 : 0; // an outside process sends
    case "arrived":
      return e.message !== undefined && !e.depth ? -1 : 0; // an outside process has it
    case "received":
    case "filtered":
    case "dropped":
      return e.message === undefined ? 0 : -1;
    default:
      return 0;
  }
}

const messages: ReadonlySet<string> = new Set([
  "message", "request", "response", "sse-event", "ws-text", "ws-binary", "h2-headers",
]);

// cross counts what has crossed, and what is lost.
function cross(l: Ledger, e: Event): Ledger {
  switch (e.kind) {
    case "arrived": {
      const [bytes, payload] = [e.bytes ?? 0, e.payload ?? 0];
      const one = e.message !== undefined && messages.has(e.what ?? "") ? 1 : 0;
      return { ...l, messages: l.messages + one, payload: l.payload + payload, overhead: l.overhead + Math.max(bytes - payload, 0) };
    }
    case "dropped":
      if (e.message === undefined) return l;
      return { ...l, lost: { ...l.lost, [e.reason]: (l.lost[e.reason] ?? 0) + 1 } };
    default:
      return l;
  }
}

// fail counts the calls that returned an error, whoever of the half made them.
function fail(l: Ledger, e: Event): Ledger {
  if (e.kind !== "failed" || !e.reason) return l;
  return { ...l, failed: { ...l.failed, [e.reason]: (l.failed?.[e.reason] ?? 0) + 1 } };
}

// connect counts connections and what opening them costs.
function connect(l: Ledger, e: Event): Ledger {
  const opened = opening(l, e);
  if (e.status !== "ended") return opened;
  return { ...opened, trips: tripsOf(opened).filter((t) => t.link !== e.link) };
}

function opening(l: Ledger, e: Event): Ledger {
  const refused = e.reason === "connection-refused" ? 1 : 0;
  switch (e.kind) {
    case "connecting":
      return begin(l, e.link, e.socket);
    case "accepted": {
      const accepted = { ...l, connections: l.connections + 1, roundTrips: l.roundTrips + (e.transport === "inproc" ? 0 : 1) };
      const stranger = !tripsOf(l).some((t) => t.link === e.link);
      return stranger ? begin(accepted, e.link, e.peer ?? "") : accepted;
    }
    case "retried":
      return { ...l, tried: l.tried + 1, roundTrips: l.roundTrips + refused };
    case "refused":
      return { ...l, roundTrips: l.roundTrips + refused };
    case "disconnected":
      return e.until ? { ...l, tried: l.tried + 1 } : l; // it connects again by itself
    default:
      return l;
  }
}

function begin(l: Ledger, link: string, from: string): Ledger {
  return { ...l, tried: l.tried + 1, trips: [...tripsOf(l), { link, from }] };
}

function tripsOf(l: Ledger): readonly Trip[] {
  return l.trips ?? [];
}

// turn follows one parcel there, and the next that is sent then back again.
function turn(l: Ledger, e: Event): Ledger {
  const t = tripsOf(l).find((x) => x.link === e.link);
  if (!t || !e.parcel) return l;
  const to = (next: Trip): Ledger => ({ ...l, trips: tripsOf(l).map((x) => (x === t ? next : x)) });
  const back = t.back ?? false;
  const asks = e.kind === "sent" && e.flow === "request" && !back; // who asks begins, whoever has connected
  if (e.kind === "sent" && !t.parcel && (asks || (e.socket === t.from) !== back)) return to({ ...t, ...(asks && { from: e.socket }), parcel: e.parcel });
  if (t.parcel !== e.parcel) return l;
  if (e.kind === "dropped") return to({ link: t.link, from: t.from });
  if (e.kind !== "arrived") return l;
  return { ...to({ link: t.link, from: t.from, back: !back }), roundTrips: l.roundTrips + (back ? 1 : 0) };
}

// acts tells what a program does from what happens to its sockets meanwhile:
// a request that net/http sends once its connection is there stands on no line.
const acts = (e: Event): boolean => deeds.has(e.kind) || (e.kind === "send" && (e.line ?? 0) > 0);
const deeds: ReadonlySet<Kind> = new Set<Kind>([
  "started", "stopped", "crashed", "restarted", "note", "state", "opened", "option", "bound", "unbound", "closed",
  "waiting", "blocked", "resumed", "failed", "received", "request", "future-created", "future-resolved", "timer-set", "timer-fired",
]);

// stand books how long a caller waits in a call: from where it says so until the next thing it does.
function stand(l: Ledger, e: Event): Ledger {
  if (!acts(e)) return l;
  const waiting = l.waiting ?? [];
  const spell = waiting.find((w) => w.node === e.node);
  const on = spell ? { ...l, blocked: l.blocked + e.at - spell.since, waiting: waiting.filter((w) => w !== spell) } : l;
  switch (e.kind) {
    case "waiting":
    case "blocked":
    case "request":
      return { ...on, waiting: [...(on.waiting ?? []), { node: e.node, since: e.at }] };
    case "stopped":
    case "crashed":
      return { ...on, done: on.done + 1 };
    case "restarted":
      return { ...on, done: on.done - 1 };
    default:
      return on;
  }
}

// blockedAt is how long callers have waited in a call at a world time, open spells included, µs.
export function blockedAt(l: Ledger, at: number): number {
  return (l.waiting ?? []).reduce((sum, w) => sum + Math.max(0, at - w.since), l.blocked);
}

// lostOf is the number of lost messages, for whatever reason.
export function lostOf(l: Ledger): number {
  return Object.values(l.lost).reduce((sum, n) => sum + n, 0);
}
