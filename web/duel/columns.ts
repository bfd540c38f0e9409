// The columns of the ledger: what each is called, what it counts and how its
// figure is written. The rules are those of sim/event/ledger.go.

import { blockedAt, lostOf } from "../model/ledger";
import type { Ledger } from "../model/types";
import { reasonOf } from "../mark/words";

export interface Column {
  readonly key: string;
  readonly title: string;
  readonly means: string; // one sentence
  figure(l: Ledger, at: number): number | undefined; // what is compared; undefined: not yet
  show(l: Ledger, at: number): string;
  more?(l: Ledger, at: number): string; // a few words beside the figure
}

const grouped = new Intl.NumberFormat("en");

function count(key: string, title: string, means: string, of: (l: Ledger) => number, more?: (l: Ledger) => string): Column {
  return { key, title, means, figure: of, show: (l) => grouped.format(of(l)), ...(more && { more }) };
}

const seconds = (us: number): string => `${(us / 1e6).toFixed(2)} s`;

export const columns: readonly Column[] = [
  count("messages", "messages", "Messages that have crossed: of ZeroMQ; requests, responses and events of HTTP; messages of WebSocket.", (l) => l.messages),
  count("payload", "payload bytes", "Bytes of them that a program wrote.", (l) => l.payload),
  count("overhead", "overhead bytes", "All other bytes that have crossed: heads, envelopes, frames, handshakes.", (l) => l.overhead),
  count("connections", "connections", "Connections that were accepted, of so many tries to connect.", (l) => l.connections,
    (l) => (l.tried === l.connections ? "" : `${grouped.format(l.tried)} tried`)),
  count("trips", "round trips", "There and back again, one after the other, on each connection. Its opening is one, and so is each refusal.", (l) => l.roundTrips),
  {
    key: "blocked", title: "caller blocked", means: "World time that callers have waited in a call, all of them together. The bar is its share of all their time so far.",
    figure: (l, at) => Math.round(blockedAt(l, at) / 10_000), show: (l, at) => seconds(blockedAt(l, at)),
    more: (l) => (l.callers > 1 ? `${l.callers} callers` : ""),
  },
  count("most", "most in flight", "The most messages that were on their way at once.", (l) => l.mostInFlight, (l) => (l.inFlight > 0 ? `${l.inFlight} now` : "")),
  count("lost", "lost", "Messages that were dropped, and why.", lostOf, (l) => reasons(l.lost)),
  count("failed", "failed calls", "Calls of its programs that returned an error: a request that timed out or was refused, EFSM.",
    (l) => sum(l.failed), (l) => reasons(l.failed)),
  {
    key: "finished", title: "finished at", means: "World time at which all callers were done and no message was under way any more.",
    figure: (l) => l.finished || undefined, show: (l) => (l.finished ? seconds(l.finished) : ""),
    more: unfinished,
  },
];

function unfinished(l: Ledger): string {
  if (l.finished) return "";
  if (l.done === l.callers) return `${l.open} under way`;
  return l.done > 0 ? `${l.done} of ${l.callers} done` : "not yet";
}

function sum(by: Readonly<Record<string, number>> | undefined): number {
  return Object.values(by ?? {}).reduce((all, n) => all + n, 0);
}

// reasons in words: one alone, or each with how often.
function reasons(by: Readonly<Record<string, number>> | undefined): string {
  const all = Object.entries(by ?? {}).filter(([, n]) => n > 0);
  return all.map(([reason, n]) => (all.length === 1 ? reasonOf(reason) : `${n} ${reasonOf(reason)}`)).join(", ");
}

// part of the callers' time that they have waited, 0 to 1.
export function waitedPart(l: Ledger, at: number): number {
  const all = Math.max(1, (l.finished || at) * l.callers);
  return Math.min(1, blockedAt(l, at) / all);
}

export const titles: Readonly<Record<string, string>> = { http: "HTTP", zeromq: "ZeroMQ" };
