// Telling chooses the event whose sentence is shown. Held, it is the one the
// cursor stands on. While time runs, events come faster than one can read: the
// sentence stays a while, unless something weightier happens.

import { never, type Event } from "../model/types";

const reading = 1100; // ms a sentence stays when nothing weightier comes
const least = 500; // ms it stays even then

export function weight(e: Event): number {
  switch (e.kind) {
    case "dropped":
    case "crashed":
    case "refused":
    case "note":
    case "acted":
    case "planned":
    case "joined":
    case "left":
      return 4;
    case "connection-waiting":
    case "blocked":
    case "resumed":
    case "failed":
    case "retried":
    case "disconnected":
    case "stopped":
    case "restarted":
    case "added":
    case "moved":
    case "removed":
    case "frozen":
    case "thawed":
    case "slowed":
    case "altered":
    case "held":
    case "released":
    case "delayed":
    case "future-resolved":
      return 3;
    case "request":
    case "future-created":
    case "send":
    case "received":
    case "filtered":
    case "connected":
    case "subscribed":
    case "unsubscribed":
    case "bound":
    case "state":
    case "connection-reused":
      return 2;
    case "started":
    case "opened":
    case "closed":
    case "unbound":
    case "connecting":
    case "arrived":
    case "queued":
      return 1;
    case "sent":
    case "accepted":
    case "option":
    case "waiting":
    case "timer-set":
    case "timer-fired":
      return 0;
    default:
      return never(e);
  }
}

export class Telling {
  private shown: Event | undefined;
  private since = 0;

  // next is the event to tell now, of those that happened since the last call, newest last.
  next(happened: readonly Event[], now: number): Event | undefined {
    let best: Event | undefined;
    for (const e of happened) if (!best || weight(e) >= weight(best)) best = e;
    if (!best) return this.shown;
    const stood = now - this.since;
    const weightier = this.shown !== undefined && weight(best) > weight(this.shown);
    if (!this.shown || stood > reading || (weightier && stood > least)) this.tell(best, now);
    return this.shown;
  }

  tell(e: Event | undefined, now: number): void {
    this.shown = e;
    this.since = now;
  }
}
