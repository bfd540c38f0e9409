// Which parcel the reader looks at: that of the event at the cursor, or of the
// chosen message; whichever was pointed at last. Where the event tells of none,
// it is the one that was sent last. A message that was copied to
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

const far = 200; // parcels to look back over for one of the other half

export class Choice {
  private readonly index = new Index();
  private selection: Selection | undefined;
  private seq = -1;
  private byEvent = false; // the cursor was moved after something was selected
  private picked: { readonly message: number; readonly parcel: number } | undefined;

  // next is what to show now; undefined when nothing was sent yet.
  next(at: Moment): Shown | undefined {
    this.note(at);
    const { event, history } = at;
    const chosen = at.selection?.kind === "message" && !this.byEvent ? at.selection.id : undefined;
    const last = event?.parcel === undefined ? this.index.newest(history, at.cursor.seq) : this.index.sent(history, event.parcel);
    const message = chosen ?? event?.message ?? last?.message;
    if (message === undefined) return last && { message, sent: last, others: [last] };
    if (this.picked?.message === message) return this.of(history, this.picked.parcel, message);
    const here = event?.message === message ? event.parcel : undefined;
    return this.of(history, here ?? this.latest(history, message, at.cursor.seq), message);
  }

  // beside is what the other half of a duel sent last before the cursor, of the same flow if there is one.
  beside(history: History, seq: number, mine: Sent, halfOf: (e: Sent) => string | undefined): Sent | undefined {
    const half = halfOf(mine);
    if (half === undefined || mine.message === undefined) return undefined;
    const others = this.index.before(history, seq, far).filter((e) => e.message !== undefined && halfOf(e) !== half);
    return others.filter((e) => e.flow === mine.flow).pop() ?? others.pop();
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

  private of(history: History, parcel: number | undefined, message: number): Shown {
    return { message, sent: parcel === undefined ? undefined : this.index.sent(history, parcel), others: sentOf(history, message) };
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

// Index finds the event that sent a parcel, and the last one that sent any.
class Index {
  private history: History | undefined;
  private seen = 0;
  private all: Sent[] = [];
  private readonly byParcel = new Map<number, Sent>();

  sent(history: History, parcel: number): Sent | undefined {
    this.grow(history);
    return this.byParcel.get(parcel);
  }

  newest(history: History, seq: number): Sent | undefined {
    return this.before(history, seq, 1)[0];
  }

  // before are the last n that were sent up to an event.
  before(history: History, seq: number, n: number): readonly Sent[] {
    this.grow(history);
    let [lo, hi] = [0, this.all.length];
    while (lo < hi) {
      const mid = (lo + hi) >> 1;
      if (this.all[mid]!.seq <= seq) lo = mid + 1;
      else hi = mid;
    }
    return this.all.slice(Math.max(0, lo - n), lo);
  }

  private grow(history: History): void {
    if (history !== this.history) {
      this.history = history;
      this.byParcel.clear();
      this.all = [];
      this.seen = history.first - 1;
    }
    for (; this.seen < history.head; this.seen++) {
      const e = history.event(this.seen + 1);
      if (e?.kind !== "sent") continue;
      this.all.push(e);
      this.byParcel.set(e.parcel, e);
    }
  }
}
