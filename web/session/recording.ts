// A recording is a run in a file: lines of JSON, packed with gzip, as
// sim/record/FORMAT.md says. It lies on the server, or in the page itself, which
// then needs no server. The store is told it just as a live run is told.
//
//	file ── unpack ──▶ lines ──▶ store.told()        the cursor stands at `at`, or replays from the start

import type { Event, State } from "../model/types";
import { dissect } from "./api";
import { Blocks } from "./blocks";
import type { Fault, Pattern, Values } from "./meta";
import type { Parcel } from "./parcel";
import type { Store } from "./store";
import { linesOf, unbase64 } from "./unpack";

// Kept is where a recording lies.
export interface Kept {
  readonly id: string; // at the server; "" in a file
  bytes(): Promise<ReadableStream<Uint8Array>>;
  readonly blocks?: Blocks; // its parcels taken apart
}

interface Header {
  readonly pattern: string;
  readonly params: Values;
  readonly seed: number;
  readonly faults?: readonly Fault[];
  readonly first: number;
  readonly head: number;
  readonly now: number;
}

interface Taped {
  readonly id: number;
  readonly what: string;
  readonly size: number;
  readonly bytes: string | null; // base64
}

type Line =
  | { readonly pattern: Pattern }
  | { readonly keyframe: State }
  | { readonly event: Event }
  | { readonly parcel: Taped }
  | { readonly end: object };

// here is the recording that this page shows, if it shows one.
export function here(): Kept | undefined {
  const inside = document.getElementById("recording");
  if (inside) {
    return {
      id: "",
      bytes: async () => new Blob([unbase64(inside.textContent ?? "")]).stream(),
      blocks: new Blocks(document.getElementById("parcels")?.textContent ?? ""),
    };
  }
  const [, kind, id] = location.pathname.split("/");
  return kind === "recordings" && id ? { id, bytes: () => fetched(id) } : undefined;
}

async function fetched(id: string): Promise<ReadableStream<Uint8Array>> {
  const answer = await fetch(`/api/recordings/${encodeURIComponent(id)}/recording`);
  if (!answer.ok || !answer.body) throw new Error("The server did not give the recording.");
  return answer.body;
}

// asked is the event that the address names: ?at=17, or #at=17 where there is no server.
export function asked(address = location): number | undefined {
  const at = new URLSearchParams(address.hash.slice(1)).get("at") ?? new URLSearchParams(address.search).get("at");
  return at === null || !/^\d+$/.test(at) ? undefined : Number(at);
}

const atOnce = 2000; // events that the store is told together

// replay reads a recording and shows it.
export async function replay(store: Store, kept: Kept): Promise<void> {
  store.setConnection("reading");
  try {
    await read(store, kept);
  } catch (error) {
    store.setConnection("gone");
    store.say(error instanceof Error && error.message.endsWith(".") ? error.message : "The recording cannot be read: it is cut off, or damaged.");
    return;
  }
  begin(store, asked());
  addEventListener("hashchange", () => {
    const at = asked();
    if (at !== undefined) store.seek(at);
  });
}

// begin where the address says, and else from the start.
function begin(store: Store, at: number | undefined): void {
  store.setConnection("recorded");
  if (at !== undefined) store.seek(at);
  else store.play();
}

async function read(store: Store, kept: Kept): Promise<void> {
  const tape = new Map<number, Taped>();
  let header: Header | undefined;
  let events: Event[] = [];
  let whole = false;
  const clock = (): Parameters<Store["told"]>[0] & { type: "clock" } =>
    ({ type: "clock", clock: { now: header!.now, rate: 1, paused: true, idle: true }, head: header!.head });
  const tell = (): void => {
    if (events.length === 0) return;
    if (!store.told({ ...clock(), type: "events", run: 1, events })) throw new Error("an event is missing");
    events = [];
  };
  for await (const text of linesOf(await kept.bytes())) {
    if (!header) {
      header = JSON.parse(text) as Header;
      const { pattern, params, seed, first, faults = [] } = header;
      store.told({ ...clock(), type: "room", first, room: { id: kept.id, pattern, params, seed, faults, run: 1, steering: false } });
      store.resume(1, first - 1); // it stands there while the rest is read
      continue;
    }
    if (kept.blocks && text.startsWith('{"parcel"')) continue;
    const line = JSON.parse(text) as Line;
    if ("event" in line && events.push(line.event) === atOnce) tell();
    if ("parcel" in line) tape.set(line.parcel.id, line.parcel);
    if ("pattern" in line) store.setPattern(line.pattern);
    if ("keyframe" in line) {
      tell();
      store.told({ type: "keyframe", run: 1, state: line.keyframe });
    }
    whole ||= "end" in line;
  }
  tell();
  if (!whole) throw new Error("The recording is cut off.");
  store.parcel = (_room, _run, id) => parcelOf(kept, tape, id);
}

const gone = "The bytes of this parcel were no longer kept when the run was recorded.";

async function parcelOf(kept: Kept, tape: ReadonlyMap<number, Taped>, id: number): Promise<Parcel> {
  if (kept.blocks) return kept.blocks.parcel(id, gone);
  const taped = tape.get(id);
  if (!taped) return Promise.reject(new Error(gone));
  return dissect({ ...taped, bytes: taped.bytes ?? "" });
}
