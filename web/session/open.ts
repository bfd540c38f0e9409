// open brings a page to its room: the one it had before it was loaded anew, or
// a new one made from its address, or a running one it only watches.

import { largest, unpack, Unreadable } from "./packed";
import { command, openRoom, openSandbox, pattern, Refusal, roomExists } from "./api";
import { asked } from "./asked";
import { read, write, type Address } from "./address";
import { here, replay } from "./recording";
import { parse } from "./schedule";
import { Line } from "./socket";
import { stopsOf } from "./stops";
import type { Store } from "./store";
import { forget, here as place, load, save, type Ticket } from "./ticket";
import { wordsOf } from "./words";

export async function open(store: Store): Promise<void> {
  const kept = here();
  if (kept && document.body.dataset["page"] === "pattern") return replay(store, kept);
  const address = read(new URL(location.href));
  if (!address || document.body.dataset["page"] !== "pattern") return; // an error page has the address of what it could not show
  try {
    store.subscribe((changed) => {
      const id = changed.info ? store.room?.pattern : undefined;
      if (id && id !== store.pattern?.id) void pattern(id).then((p) => store.setPattern(p), (error) => fail(store, error));
    });
    if (address.page === "pattern") store.setPattern(await pattern(address.pattern));
    await enter(store, address, load());
  } catch (error) {
    fail(store, error);
  }
}

async function enter(store: Store, address: Address, ticket: Ticket | undefined): Promise<void> {
  const held = ticket && (await roomExists(ticket.room)) ? ticket : undefined;
  if (held && !held.following) store.resume(held.run, held.seq);
  const { room, token } = held ?? (await first(address, store));
  store.ask = (c) => command(room, token, c);
  const line = new Line(store, room, token, {
    gone: async () => {
      if (await roomExists(room).catch(() => true)) return false;
      forget();
      if (address.page !== "room") void enter(store, read(new URL(location.href)) ?? address, undefined).catch((e) => fail(store, e));
      else store.setConnection("gone");
      return true;
    },
  });
  addEventListener("pagehide", () => line.close(), { once: true });
  if (address.page === "sandbox") addEventListener("hashchange", () => location.reload(), { once: true }); // to another sandbox, in this tab
  addEventListener("pageshow", (e) => e.persisted && location.reload()); // a page kept by the browser has no line any more
  remember(store, room, token, address);
}

async function first(address: Address, store: Store): Promise<{ room: string; token: string }> {
  if (address.page === "room") return { room: address.room, token: "" };
  if (address.page === "sandbox") return sandboxOf(address.packed);
  const { list, problem } = asked(address.breaks, wordsOf(document));
  const opened = await openRoom(address.pattern, address.params, address.seed, parse(store.pattern, address.faults), list);
  stopsOf(store).warn(problem);
  return { room: opened.id, token: opened.token };
}

const emptyStage = { sandbox: 1, nodes: [] };

async function sandboxOf(packed: string): Promise<{ room: string; token: string }> {
  const opened = await openSandbox(packed ? await unpack(packed, largest) : emptyStage);
  return { room: opened.id, token: opened.token };
}

const saveEvery = 500; // ms; and when the page is left

// remember keeps the ticket and the address of the page true.
function remember(store: Store, room: string, token: string, address: Address): void {
  let timer = 0;
  const at = address.page === "sandbox" ? place() : undefined; // another one may be there when it is left
  const keep = (): void => {
    timer = 0;
    if (store.room?.id === room) save({ room, token, run: store.room.run, seq: store.cursor.seq, following: store.cursor.following }, at);
  };
  const stop = store.subscribe((changed) => {
    if (!store.room || store.room.id !== room) return;
    if (changed.info && address.page === "pattern" && store.pattern && store.steering) {
      const text = write(store.pattern, store.room.params, store.room.seed, store.room.faults, store.standing.breakpoints);
      if (text !== location.pathname + location.search) {
        forget();
        history.replaceState(history.state, "", text);
      }
    }
    if (changed.state || changed.info) timer ||= window.setTimeout(keep, saveEvery);
  });
  addEventListener("pagehide", () => {
    stop();
    keep();
  }, { once: true });
}

function fail(store: Store, error: unknown): void {
  store.setConnection("gone");
  store.say(error instanceof Refusal || error instanceof Unreadable ? error.message : `The server did not answer: ${String(error)}.`);
}
