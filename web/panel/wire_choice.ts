// Which parcel the reader looks at: that of the event at the cursor, or of the
// chosen message; whichever was pointed at last. A message that was copied to
// several peers, or comes in several parts, has several parcels to pick from.

import type { History } from "../model/history";
import type { Event } from "../model/types";
import type { Selection, Store } from "../session/store";

export type Sent = Extract<Event, { kind: "sent" }>;

export interface Shown {
  readonly message: number | undefined;
  readonly sent: Sent | undefined; // undefined: nothing of the message has crossed a wire
  readonly others: readonly Sent[]; // all parcels of the message, this one among them
}

type Moment = Pick<Store, "history" | "selection" | "event" | "cursor" | "playing">;

export class Choice {
  private readonly index = new Index();
  private selection: Selection | undefined;
  private seq = -1;
  private byEvent = false; // the cursor was moved after something was selected
  private picked: { readonly message: number; readonly parcel: number } | undefined;

  // next is what to show now; undefined where nothing tells, so that what is shown may stay.
  next(at: Moment): Shown | undefined {
    this.note(at);
    const { event, history } = at;
    const chosen = at.selection?.kind === "message" && !this.byEvent ? at.selection.id : undefined;
    const message = chosen ?? event?.message;
    if (message === undefined) return this.of(history, undefined, event?.parcel);
    if (this.picked?.message === message) return this.of(history, message, this.picked.parcel);
    const here = event?.message === message ? event.parcel : undefined;
    return this.of(history, message, here ?? this.latest(history, message, at.cursor.seq));
  }

  pick(message: number, parcel: number): void {
    this.picked = { message, parcel };
  }

  private note(at: Moment): void {
    if (at.selection !== this.selection) {
      this.byEvent = false;
      this.picked = undefined;
    } else if (at.cursor.seq !== this.seq && !at.playing) {
      this.byEvent = at.event?.parcel !== undefined;
      this.picked = undefined;
    }
    this.selection = at.selection;
    this.seq = at.cursor.seq;
  }

  private of(history: History, message: number | undefined, parcel: number | undefined): Shown | undefined {
    const sent = parcel === undefined ? undefined : this.index.sent(history, parcel);
    if (message === undefined) return sent && { message, sent, others: [sent] };
    return { message, sent, others: sentOf(history, message) };
  }

  // latest parcel of a message that was sent by then; the first one, if that is still to come.
  private latest(history: History, message: number, seq: number): number | undefined {
    const all = sentOf(history, message);
    return (all.filter((e) => e.seq <= seq).pop() ?? all[0])?.parcel;
  }
}

function sentOf(history: History, message: number): Sent[] {
  return history.life(message).filter((e) => e.kind === "sent");
}

// Index finds the event that sent a parcel.
class Index {
  private history: History | undefined;
  private seen = 0;
  private readonly seqs = new Map<number, number>();

  sent(history: History, parcel: number): Sent | undefined {
    if (history !== this.history) {
      this.history = history;
      this.seqs.clear();
      this.seen = history.first - 1;
    }
    for (; this.seen < history.head; this.seen++) {
      const e = history.event(this.seen + 1);
      if (e?.kind === "sent") this.seqs.set(e.parcel, e.seq);
    }
    const e = history.event(this.seqs.get(parcel) ?? -1);
    return e?.kind === "sent" ? e : undefined;
  }
}
