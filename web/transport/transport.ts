// The transport bar: where the reader stands in time, and how to move.

import { attribute, find, write } from "../dom/element";
import { calmly } from "../session/calm";
import type { Store } from "../session/store";
import { seconds } from "../mark/words";
import { scrubber } from "./scrubber";
import { truth } from "./truth";

export function mount(root: HTMLElement, store: Store): void {
  const clock = find(root, "#clock");
  const count = find(root, "#count");
  const does = find(root, "#space-does");
  const play = find<HTMLButtonElement>(root, "[data-do=play]");
  const back = find<HTMLButtonElement>(root, "[data-do=back]");
  const step = find<HTMLButtonElement>(root, "[data-do=step]");
  const live = find<HTMLButtonElement>(root, "[data-do=live]");
  const rates = [...document.querySelectorAll<HTMLButtonElement>("[data-rate]")]; // on a phone they are in the setup

  play.addEventListener("click", () => store.toggle());
  back.addEventListener("click", () => store.stepBack());
  step.addEventListener("click", () => store.step());
  live.addEventListener("click", () => store.live());
  for (const b of rates) b.addEventListener("click", () => store.setRate(Number(b.dataset["rate"])));

  const drawScrubber = scrubber(find(root, "#scrub"), store);
  const drawTruth = truth(find(root, "#truth"));

  store.subscribe((changed) => {
    if (changed.time) write(clock, seconds(store.cursor.at));
    drawScrubber.knob();
  });
  store.subscribe(calmly(store, (changed) => {
    if (changed.state || changed.log) counted(count, store);
    if (changed.state || changed.info) {
      attribute(play, "aria-label", store.playing ? "Hold" : "Play");
      write(does, store.playing ? "hold" : "play");
      if (store.connection !== "recorded") attribute(live, "aria-pressed", String(store.mode === "live"));
      live.classList.toggle("lost", store.connection !== "open" && store.connection !== "recorded");
      back.disabled = store.cursor.seq < store.history.first;
      step.disabled = store.cursor.seq >= store.head && !store.steering;
      for (const b of rates) attribute(b, "aria-pressed", String(Number(b.dataset["rate"]) === store.rate));
    }
    if (changed.state || changed.info) drawTruth(store);
    drawScrubber.marks(changed);
  }));
}

function counted(e: HTMLElement, store: Store): void {
  const b = e.firstElementChild ?? e.appendChild(document.createElement("b"));
  if (b === e.firstChild) e.replaceChildren("event ", b, " of ", document.createTextNode(""));
  write(b, String(store.cursor.seq));
  const rest = e.lastChild as Text;
  if (rest.data !== String(store.head)) rest.data = String(store.head);
}
