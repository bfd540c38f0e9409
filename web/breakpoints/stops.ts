// The breakpoints: their window, the two buttons of the transport bar, the flag
// on the scrubber, and the sentence that says why the run stands where it does.

import { attribute, find, write } from "../dom/element";
import type { Store } from "../session/store";
import { stopsOf } from "../session/stops";
import { flags } from "./flags";
import { form } from "./form";
import { list } from "./list";
import { wordsOf } from "../session/words";
import { ways } from "./ways";

export function mount(root: HTMLElement, store: Store): void {
  const stops = stopsOf(store);
  const pop = find(root, ".stops-pop");
  const problem = find(root, ".problem");
  const open = document.querySelector<HTMLButtonElement>("[data-do=stops]");
  const next = document.querySelector<HTMLButtonElement>("[data-do=next]");
  const sentences = document.querySelectorAll<HTMLElement>("[data-stopped]");
  const words = wordsOf(document);
  const drawList = list(pop, stops);
  const drawForm = form(find(pop, "form"), store, stops, words);
  const drawFlags = flags(find(document, "#scrub"), store, stops);
  ways(find(pop, ".stops-next"), words.interests, (b) => void stops.next(b));

  let before: HTMLElement | undefined; // what had the focus

  function show(shown: boolean): void {
    if (pop.hidden !== shown) return;
    pop.hidden = !shown;
    if (!shown) stops.warn(""); // it was read
    if (open) attribute(open, "aria-expanded", String(shown));
    draw();
    const focus = document.activeElement as HTMLElement;
    if (!shown) return before ? before.focus() : focus.blur();
    before = focus === document.body ? undefined : focus;
    pop.querySelector<HTMLElement>("button, input")?.focus();
  }

  open?.addEventListener("click", () => show(pop.hidden !== false));
  next?.addEventListener("click", () => toNext(store));
  find(pop, "[data-do=close]").addEventListener("click", () => show(false));
  find(pop, "[data-do=example]").addEventListener("click", () => void stops.set([{ kinds: ["dropped"] }]));
  pop.addEventListener("keydown", (e) => {
    if (e.key !== "Escape") return;
    e.stopPropagation();
    show(false);
  });

  function draw(): void {
    const why = stops.hit?.why ?? stops.wrong;
    for (const e of sentences) {
      write(e, why);
      e.title = why;
      e.hidden = why === "";
    }
    const count = stops.list.length > 0 ? String(stops.list.length) : "";
    if (open) write(find(open, "b"), count);
    if (open) attribute(open, "aria-label", count ? `Breakpoints: ${count}` : "Breakpoints");
    open?.classList.toggle("met", why !== "");
    drawFlags();
    if (pop.hidden) return;
    write(problem, stops.wrong);
    drawList();
    drawForm();
  }

  stops.watchers.add(draw);
  store.subscribe((changed) => {
    if (changed.info || changed.state || changed.log) draw();
  });
}

// toNext goes on to the next interesting event.
export function toNext(store: Store): void {
  const any = wordsOf(document).interests[0];
  if (any) void stopsOf(store).next(any.breakpoint);
}

// openStops opens the window, or closes it.
export function openStops(): void {
  document.querySelector<HTMLElement>("[data-do=stops]")?.click();
}
