// The transport bar: where the reader stands in time, and how to move.

import { attribute, element, find, write } from "../dom/element";
import { calmly } from "../session/calm";
import type { Store } from "../session/store";
import { seconds } from "../mark/words";
import { scrubber } from "./scrubber";
import { truth } from "./truth";

export function mount(root: HTMLElement, store: Store): void {
  const clock = find(root, "#clock");
  const count = counter(find(root, "#count"));
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
    if (changed.state || changed.log) count(store);
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

// counter says which event of how many; of a branch also which run.
function counter(root: HTMLElement): (store: Store) => void {
  const [run, seq, head] = [element("span"), element("b"), element("span")];
  root.replaceChildren(run, seq, head);
  return ({ room, cursor, head: newest }) => {
    write(run, room?.left ? `run ${room.run}, event ` : "event ");
    write(seq, String(cursor.seq));
    write(head, ` of ${newest}`);
  };
}
