// The life of a message, copy by copy: the spans of world time that it spent in
// a queue, on a lane, or with its sender blocked, and how each copy has ended.
//
//	blocked ─▶ queued at the sender ─▶ flying ─▶ due ─▶ queued at the receiver ─▶ received, filtered or dropped

import { nodeOf } from "../mark/naming";
import type { Event } from "../model/types";

export type Stay = "blocked" | "queued" | "flying" | "due" | "waiting"; // due: at the lane's end, not yet taken; waiting: in the receiver's queue

export interface Span {
  readonly stay: Stay;
  readonly node: string; // in whose queue; of a flight: to whom
  readonly seq: number; // the event that began it
  readonly from: number; // µs of world time
  readonly to: number | undefined; // undefined: it lasts
}

export interface Copy {
  readonly to: string; // the receiving node; "" when nobody was there
  readonly spans: readonly Span[];
  readonly last: Event; // what has happened to it last
  readonly what: string; // as what it flew; "" before it has
  readonly ended: boolean;
}

export interface Life {
  readonly events: readonly Event[]; // all of it, with the call that blocked before
  readonly begins: number; // µs of world time
  readonly blocked: Event | undefined; // the sender could not send it at once
  readonly copies: readonly Copy[];
  readonly whole: boolean; // its beginning is still kept
}

// lifeOf what happened to one message until now, oldest first; event finds others by seq.
export function lifeOf(events: readonly Event[], event: (seq: number) => Event | undefined, now = Infinity): Life {
  const sent = events.find((e) => e.kind === "send");
  const blocked = sent && blockOf(sent, event);
  const copies = new Map<string, Event[]>();
  for (const e of events) {
    if (e.kind === "send") continue;
    const key = e.link ?? `${e.place}`;
    copies.set(key, [...(copies.get(key) ?? []), e]);
  }
  const all = blocked ? [blocked, ...events] : events;
  const before: readonly Span[] = blocked && sent ? [{ stay: "blocked", node: nodeOf(sent.socket), seq: blocked.seq, from: blocked.at, to: sent.at }] : [];
  return {
    events: all,
    begins: all[0]?.at ?? 0,
    blocked,
    copies: [...copies.values()].map((own) => copyOf(own, before, now)),
    whole: sent !== undefined || events[0]?.frames !== undefined,
  };
}

// blockOf a send is the event with which it began to wait for room; undefined when it had not to.
function blockOf(sent: Event, event: (seq: number) => Event | undefined): Event | undefined {
  const resumed = event(sent.cause ?? 0);
  if (resumed?.kind !== "resumed" || !resumed.waited) return undefined;
  const blocked = event(resumed.cause ?? 0);
  return blocked?.kind === "blocked" ? blocked : undefined;
}

function copyOf(events: readonly Event[], before: readonly Span[], now: number): Copy {
  const spans: Span[] = [...before];
  let lands = Infinity;
  const end = (at: number): void => {
    const open = spans[spans.length - 1];
    if (!open || open.to !== undefined) return;
    spans[spans.length - 1] = { ...open, to: open.stay === "flying" ? Math.min(lands, at) : at };
    if (open.stay === "flying" && at > lands) spans.push({ ...open, stay: "due", from: lands, to: at });
  };
  let to = "";
  let what = "";
  for (const e of events) {
    const begin = (stay: Stay, node: string): number => spans.push({ stay, node, seq: e.seq, from: e.at, to: undefined });
    const [here, there] = [nodeOf(e.socket), nodeOf(e.peer)];
    what = e.what ?? what;
    switch (e.kind) {
      case "queued":
        begin("queued", here);
        to = there || to;
        break;
      case "sent":
        end(e.at);
        begin("flying", there);
        lands = e.t1 ?? Infinity;
        to = there || to;
        break;
      case "arrived":
        end(e.at);
        to = here;
        if (e.depth) begin("waiting", here);
        break;
      default:
        end(e.at);
        to = e.kind === "received" || e.place === "lane" || e.place === "receive-queue" ? here : there || to;
    }
  }
  const last = events[events.length - 1]!;
  if (now > lands && spans[spans.length - 1]?.to === undefined && last.kind === "sent") end(now);
  return { to, spans, last, what, ended: over(last) };
}

function over(e: Event): boolean {
  return e.kind === "received" || e.kind === "filtered" || e.kind === "dropped" || (e.kind === "arrived" && !e.depth);
}

// endOf a life is the world time at which its last copy ended, or which it has reached.
export function endOf(life: Life, now: number): number {
  return life.copies.every((c) => c.ended) ? Math.max(life.begins, ...life.copies.map((c) => c.last.at)) : Math.max(now, life.begins);
}
