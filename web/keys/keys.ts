// All keys of the page. Each is also shown beside what it does, and the sheet
// behind "?" lists them all.

import { openHere } from "../act/menu";
import { selectBeside } from "../session/beside";
import type { Store } from "../session/store";
import { upcomingOf } from "../session/upcoming";
import { openStops, toNext } from "../breakpoints/stops";
import { switchPanel } from "../duel/duel";
import { swap, switchProjector, switchTheme } from "../theme/theme";
import { programBeside } from "../code/beside";
import { showLife } from "../life/show";
import { begin } from "../panel/begin";
import { fetched } from "../parts/fetched";

export interface Key {
  readonly keys: readonly string[]; // as KeyboardEvent.key has them; "Shift+" before
  readonly shown: readonly string[];
  readonly does: string;
  readonly on: "pattern" | "duel" | "home" | "both";
  run(store: Store, key: string): void;
}

const leap = 200_000; // µs that Shift with an arrow goes

export const keys: readonly Key[] = [
  { keys: [" "], shown: ["Space"], does: "hold or play", on: "pattern", run: (s) => s.toggle() },
  { keys: ["ArrowRight", ".", "PageDown"], shown: ["→", ".", "Page Down"], does: "step", on: "pattern", run: (s) => s.step() },
  { keys: ["ArrowLeft", "PageUp"], shown: ["←", "Page Up"], does: "step back", on: "pattern", run: (s) => s.stepBack() },
  { keys: ["Shift+ArrowRight"], shown: ["Shift", "→"], does: "scrub on by 0.2 s", on: "pattern", run: (s) => s.seekTime(s.cursor.at + leap) },
  { keys: ["Shift+ArrowLeft"], shown: ["Shift", "←"], does: "scrub back by 0.2 s", on: "pattern", run: (s) => s.seekTime(s.cursor.at - leap) },
  { keys: ["Home"], shown: ["Home"], does: "first event", on: "pattern", run: (s) => s.seek(s.history.first) },
  { keys: ["End"], shown: ["End"], does: "live, and on", on: "pattern", run: (s) => s.live() },
  { keys: ["-", "+", "="], shown: ["-", "+"], does: "slower, faster", on: "pattern", run: (s, k) => s.setRate(beside(s.rate, k === "-" ? -1 : 1)) },
  { keys: digits(), shown: ["1", "…", "9"], does: "held: choose what happens next; else try a preset", on: "pattern", run: (s, k) => steered(s, () => digit(s, Number(k) - 1)) },
  { keys: ["0"], shown: ["0"], does: "the newest event, held", on: "pattern", run: (s) => s.toNewest() },
  { keys: ["m"], shown: ["M"], does: "next message under way", on: "pattern", run: (s) => selectBeside(s, 1) },
  { keys: ["Shift+m"], shown: ["Shift", "M"], does: "the message before it", on: "pattern", run: (s) => selectBeside(s, -1) },
  { keys: ["a"], shown: ["A"], does: "what can be done with what has the focus, or is chosen", on: "pattern", run: openHere },
  { keys: ["c"], shown: ["C"], does: "the program, and back", on: "pattern", run: () => tab("#tab-code") },
  { keys: ["l"], shown: ["L"], does: "the next program and its line", on: "pattern", run: (s) => programBeside(s, 1) },
  { keys: ["Shift+l"], shown: ["Shift", "L"], does: "the program before it", on: "pattern", run: (s) => programBeside(s, -1) },
  { keys: ["b"], shown: ["B"], does: "the bytes on the wire, and back", on: "pattern", run: () => tab("#tab-wire") },
  { keys: ["v"], shown: ["V"], does: "show me this message’s life, or stop", on: "pattern", run: life },
  { keys: ["g"], shown: ["G"], does: "go on from here: another branch", on: "pattern", run: (s) => forkHere(s) },
  { keys: ["n"], shown: ["N"], does: "on to the next interesting event", on: "pattern", run: toNext },
  { keys: ["k"], shown: ["K"], does: "breakpoints", on: "pattern", run: openStops },
  { keys: ["r"], shown: ["R"], does: "run again from the start", on: "pattern", run: (s) => steered(s, () => s.restart()) },
  { keys: ["e"], shown: ["E"], does: "show or hide the panel", on: "duel", run: switchPanel },
  { keys: ["f"], shown: ["F"], does: "run at full speed", on: "duel", run: () => document.querySelector<HTMLElement>("[data-view=measure]")?.click() },
  { keys: ["p"], shown: ["P"], does: "projector", on: "pattern", run: switchProjector },
  { keys: ["s"], shown: ["S"], does: "swap stage and sequence", on: "pattern", run: swap },
  { keys: ["t"], shown: ["T"], does: "light or dark", on: "both", run: switchTheme },
  { keys: ["/"], shown: ["/"], does: "search the patterns", on: "both", run: search },
  { keys: ["?"], shown: ["?"], does: "this sheet", on: "both", run: list },
];

// digit chooses from the list of what can happen next where that is seen, and else a preset.
function digit(store: Store, i: number): void {
  const upcoming = upcomingOf(store);
  if (upcoming.wanted && upcoming.inSight()) void upcoming.choose(upcoming.possible[i]);
  else begin(store, () => store.applyPreset(i));
}

function digits(): string[] {
  return [..."123456789"];
}

const rates = [0.1, 0.25, 0.5, 1, 2, 4, 8, 16];

// beside a rate is the next slower or faster one.
function beside(rate: number, by: -1 | 1): number {
  const nearest = rates.reduce((best, r, i) => (Math.abs(r - rate) < Math.abs(rates[best]! - rate) ? i : best), 0);
  return rates[Math.min(rates.length - 1, Math.max(0, nearest + by))]!;
}

function steered(store: Store, run: () => void): void {
  if (store.steering) run();
}

// forkHere goes on from the moment shown, when that is not the newest.
function forkHere(store: Store): void {
  if (store.mayFork && !store.newestHeld) void store.fork(store.cursor.seq).catch((refusal: Error) => store.say(refusal.message));
}

// tab opens one of the panel, with the panel of a duel if it was put away; and from there the story.
function tab(id: string): void {
  const wanted = document.querySelector<HTMLElement>(id);
  const seen = wanted?.checkVisibility() ?? false;
  if (!seen && document.querySelector("main.duel")) switchPanel();
  const back = seen && wanted?.getAttribute("aria-selected") === "true";
  (back ? document.querySelector<HTMLElement>("#tab-story") : wanted)?.click();
}

// life is shown beside its line in the panel.
function life(store: Store): void {
  if (!store.shows) document.querySelector<HTMLElement>("#tab-message")?.click();
  showLife(store);
}

function list(store: Store): void {
  fetched(store, import("../parts/opened"), (opened) => opened.keys());
}

function search(): void {
  const field = document.querySelector<HTMLInputElement>("#find");
  if (field) field.select();
  else if ("file" in document.body.dataset) return; // there is no catalogue beside it
  else location.href = "/#find";
}

export function mount(root: HTMLElement, store: Store): void {
  const mine = ofPage();
  for (const b of root.querySelectorAll("[data-do=keys]")) b.addEventListener("click", () => list(store));
  watchPointer();
  document.addEventListener("keydown", (e) => {
    if (e.defaultPrevented || e.ctrlKey || e.metaKey || e.altKey || writing(e) || document.querySelector("dialog[open]")) return;
    const name = e.key.length === 1 ? e.key.toLowerCase() : e.key;
    const shifted = e.shiftKey ? mine.find((k) => k.keys.includes(`Shift+${name}`)) : undefined;
    const pressed = shifted ? `Shift+${name}` : name;
    const key = shifted ?? mine.find((k) => k.keys.includes(pressed));
    if (!key || (key.keys.includes(" ") && pressesItself(e))) return;
    e.preventDefault();
    key.run(store, pressed);
  });
}

// ofPage are the keys of this page: a duel has those of a pattern, and its own.
export function ofPage(): readonly Key[] {
  const page = document.body.dataset["page"] === "pattern" ? "pattern" : "home";
  const duel = document.querySelector("main.duel") !== null;
  return keys.filter((k) => k.on === "both" || k.on === page || (duel && k.on === "duel"));
}

// writing goes into the field, not to the page.
function writing(e: KeyboardEvent): boolean {
  const t = e.target;
  return t instanceof HTMLInputElement || t instanceof HTMLSelectElement || t instanceof HTMLTextAreaElement;
}

// pressesItself: Space on a button that the keyboard has reached presses it, as
// everywhere. On one that was clicked it holds or plays.
function pressesItself(e: KeyboardEvent): boolean {
  const t = e.target;
  if (!(t instanceof HTMLButtonElement || t instanceof HTMLAnchorElement)) return false;
  if (t !== clicked) return true;
  t.blur();
  return false;
}

let clicked: Element | null = null; // what the pointer has focused last

function watchPointer(): void {
  document.addEventListener("pointerdown", (e) => (clicked = e.target instanceof Element ? e.target.closest("button, a") : null));
  document.addEventListener("focusin", (e) => {
    if (e.target !== clicked) clicked = null;
  });
}
