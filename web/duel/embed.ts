// A small duel that runs within another page: both stages, the ledger and three
// buttons. It has a room only while it can be seen, and begins anew when it is
// seen again.

import { element } from "../dom/element";
import { seconds } from "../mark/words";
import { sentence } from "../panel/sentence";
import { write as addressOf } from "../session/address";
import { pattern as patternOf } from "../session/api";
import type { Pattern } from "../session/meta";
import { Store } from "../session/store";
import { Visit, type Run } from "../session/visit";
import { mount as stage } from "../stage/stage";
import { whileSeen } from "../dom/seen";
import { mount as ledger } from "./ledger";
import { titles } from "./columns";

const still = matchMedia("(prefers-reduced-motion: reduce)");

// mount makes a duel of each element that names one: data-duel, and data-params as in an address.
export function mount(root: HTMLElement): void {
  for (const place of root.querySelectorAll<HTMLElement>("[data-duel]")) {
    const params = Object.fromEntries(new URLSearchParams(place.dataset["params"] ?? ""));
    void mountDuel(place, { pattern: place.dataset["duel"] ?? "", params, seed: 1 });
  }
}

// mountDuel shows a duel in the place of what stands in root; that stays when there is no such duel.
export async function mountDuel(root: HTMLElement, run: Run): Promise<void> {
  const pattern = await patternOf(run.pattern).catch(() => undefined);
  if (!pattern?.duel) return;
  const store = new Store();
  store.glides = () => !still.matches;
  store.setPattern(pattern);
  const visit = new Visit(store, run);
  const says = element("p", "says", pattern.duel.task);
  const books = element("div", "ledger");
  root.classList.add("small-duel");
  root.replaceChildren(says, half(pattern, "http", store), books, half(pattern, "zeromq", store), bar(store, visit, addressOf(pattern, run.params, run.seed)));
  ledger(books, store);
  sentence(says, store);
  whileSeen(root, (seen) => visit.want(seen));
}

function half(pattern: Pattern, name: "http" | "zeromq", store: Store): HTMLElement {
  const side = element("header", "side", element("h3", "", titles[name]!), element("p", "", pattern.duel![name]));
  const place = element("div", "stage");
  place.dataset["half"] = name;
  const e = element("section", "half", side, place);
  e.setAttribute("aria-label", titles[name]!);
  stage(place, store);
  return e;
}

function bar(store: Store, visit: Visit, address: string): HTMLElement {
  const clock = element("span", "mono");
  const play = button("Hold", () => store.toggle());
  const step = button("Step", () => store.step());
  const again = button("Again", () => (visit.open ? restart(store) : visit.want(true)));
  const open = element("a", "open", "Open it");
  open.href = address;
  store.subscribe((changed) => {
    if (changed.time) clock.textContent = `${seconds(store.cursor.at)} s`;
    if (!changed.info && !changed.state) return;
    const over = store.clock.idle && store.cursor.seq >= store.head;
    play.textContent = store.playing ? "Hold" : "Play";
    play.hidden = over;
    step.disabled = over || (store.cursor.seq >= store.head && !store.steering);
    again.classList.toggle("due", over || store.connection === "gone");
  });
  return element("footer", "small-bar", play, step, again, clock, open);
}

function restart(store: Store): void {
  store.restart();
  store.live();
}

function button(words: string, does: () => void): HTMLButtonElement {
  const b = element("button", "quiet", words);
  b.type = "button";
  b.addEventListener("click", does);
  return b;
}
