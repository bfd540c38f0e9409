// The running room of the first page: a short pattern, live, with one sentence.
// It is the room that the pattern's own page would have in this tab, so that
// opening it goes on with this very run. It is followed only while somebody can
// see it; where there is no room for it, the picture that stood there stays.

import { find } from "../dom/element";
import { whileSeen } from "../dom/seen";
import { sentence } from "../panel/sentence";
import { read } from "../session/address";
import { openRoom, pattern, roomExists } from "../session/api";
import { Line } from "../session/socket";
import type { Store } from "../session/store";
import { forget, load, save } from "../session/ticket";
import { truth } from "../transport/truth";

const longest = 4000; // events; then the run begins anew

export function mount(root: HTMLElement, store: Store): void {
  const address = root.dataset["run"] ?? "";
  let line: Line | undefined;
  let seen = false;
  let entering = false;

  async function follow(): Promise<void> {
    if (entering || line) return;
    entering = true;
    const place = await enter(store, address).catch(() => undefined); // the picture stays
    entering = false;
    if (!place || !seen) return;
    line = new Line(store, place.room, place.token, {
      gone: async () => {
        if (await roomExists(place.room).catch(() => true)) return false;
        forget(address);
        leave();
        return true;
      },
    });
  }

  function leave(): void {
    line?.close();
    line = undefined;
    store.setConnection("connecting");
  }

  whileSeen(root, (now) => {
    seen = now;
    if (seen) void follow();
    else leave();
  });
  show(root, store);
}

// enter the room this tab has for that address, or open one.
async function enter(store: Store, address: string): Promise<{ room: string; token: string } | undefined> {
  const run = read(new URL(address, location.href));
  if (run?.page !== "pattern") return undefined;
  store.setPattern(await pattern(run.pattern));
  const ticket = load(address);
  if (ticket && (await roomExists(ticket.room))) return ticket;
  const { id, token } = await openRoom(run.pattern, run.params, run.seed);
  save({ room: id, token, run: 1, seq: 0, following: true }, address);
  return { room: id, token };
}

// show the run once it is there, and what happens in it in one sentence at a time.
function show(root: HTMLElement, store: Store): void {
  sentence(find(root, ".live-say"), store);
  const drawTruth = truth(find(root, ".truth"));
  store.subscribe((changed) => {
    if (changed.info) {
      drawTruth(store);
      if (store.connection === "open") goOn(store);
    }
    if (store.head > 0) root.classList.add("runs");
  });
}

// goOn: a run that this tab has held is played, and a long one begins anew.
function goOn(store: Store): void {
  if (!store.steering) return;
  if (store.clock.paused) store.live();
  else if (store.head > longest) store.restart();
}
