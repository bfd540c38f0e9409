// The bytes of a parcel and what they say, as the server tells them: fetched
// when they are looked at, and kept while they may be looked at again.

import { parcel, Refusal } from "./api";

export interface Field {
  readonly name: string;
  readonly value?: string;
  readonly from: number; // bytes
  readonly to: number;
  readonly note?: string;
  readonly source?: string;
  readonly fields?: readonly Field[];
  readonly payload?: boolean;
  readonly secret?: boolean;
}

export interface Parcel {
  readonly run: number;
  readonly parcel: number;
  readonly what: string;
  readonly size: number; // on the wire
  readonly payload?: number; // of the bytes shown
  readonly missing?: number; // bytes behind those shown
  readonly note?: string;
  readonly hex: string;
  readonly fields: readonly Field[];
}

// A sentence where there are no bytes.
export type Answer = Parcel | string;

const most = 64;

export class Parcels {
  private readonly known = new Map<string, Answer>();
  private asking = "";

  constructor(private readonly arrived: () => void, private readonly of: typeof parcel = parcel) {}

  // get is what is known of a parcel; undefined while it is asked for.
  get(room: string, run: number, id: number): Answer | undefined {
    const key = `${room}/${run}/${id}`;
    const known = this.known.get(key);
    if (known === undefined && this.asking === "") void this.ask(key, room, run, id);
    return known;
  }

  private async ask(key: string, room: string, run: number, id: number): Promise<void> {
    this.asking = key;
    const answer = await this.of(room, run, id).catch((error: unknown) =>
      error instanceof Refusal || (error instanceof Error && error.message.endsWith(".")) ? error.message : "The server did not answer; the bytes cannot be shown.");
    this.asking = "";
    for (const old of this.known.keys()) if (this.known.size >= most) this.known.delete(old);
    this.known.set(key, answer);
    this.arrived();
  }
}
