// Setup: the parameters of the pattern and the seed. A run is a function of
// them, so applying them begins it anew.

import { find, write } from "../dom/element";
import type { Values } from "../session/meta";
import type { Store } from "../session/store";
import type { Draw } from "./panel";
import { begin } from "./begin";

type Control = HTMLInputElement | HTMLSelectElement;

export function setup(root: HTMLElement, store: Store): Draw {
  const form = find<HTMLFormElement>(root, "#setup");
  const seed = find<HTMLInputElement>(root, "#seed");
  const problem = find(root, "#setup-problem");
  const note = find(root, "#setup-note");
  const controls = [...root.querySelectorAll<Control>("[data-param]")];
  const buttons = [...root.querySelectorAll<HTMLButtonElement>("button")];
  const does = (what: string): HTMLElement => find(root, `[data-do=${what}]`);
  let run = 0;

  form.addEventListener("submit", (e) => {
    e.preventDefault();
    const wrong = [...controls, seed].map(complaint).find((text) => text !== "");
    write(problem, wrong ?? "");
    if (wrong === undefined) begin(store, () => store.setParams(values(), Number(seed.value)));
  });
  form.addEventListener("input", () => show());
  does("reset").addEventListener("click", () => {
    for (const c of controls) c.value = c.dataset["default"] ?? "";
    show();
  });
  does("restart").addEventListener("click", () => store.restart());
  does("reseed").addEventListener("click", () => {
    seed.value = String(1 + Math.floor(Math.random() * 9999));
    show();
  });

  function values(): Values {
    return Object.fromEntries(controls.map((c) => [c.name, c.value]));
  }

  // show which of them differ from the run, and which cannot be.
  function show(): void {
    write(problem, "");
    for (const c of [...controls, seed]) {
      const now = c === seed ? String(store.room?.seed ?? "") : String(store.room?.params[c.name] ?? "");
      c.classList.toggle("changed", store.room !== undefined && c.value !== now);
      c.classList.toggle("wrong", complaint(c) !== "");
    }
  }

  // load the values of the run into the form when another run has begun.
  function load(): void {
    const room = store.room;
    if (!room || room.run === run) return;
    run = room.run;
    for (const c of controls) c.value = String(room.params[c.name] ?? c.dataset["default"] ?? "");
    seed.value = String(room.seed);
    show();
  }

  return (changed) => {
    if (!changed.info) return;
    load();
    for (const b of buttons) b.disabled = store.room !== undefined && !store.steering;
    for (const c of [...controls, seed]) c.disabled = store.room !== undefined && !store.steering;
    if (store.connection === "recorded") write(note, "");
    else if (store.room && !store.steering) write(note, "This page watches. Whoever opened the room steers it.");
    if (store.notice && !root.hidden) write(problem, store.notice);
  };
}

// complaint of a control is one sentence, "" when its value will do.
function complaint(c: Control): string {
  if (c instanceof HTMLSelectElement || c.disabled) return "";
  const title = c.closest(".field")?.querySelector(".field-title")?.textContent ?? c.name;
  const n = Number(c.value);
  if (c.value.trim() !== "" && Number.isInteger(n) && n >= Number(c.min) && n <= Number(c.max)) return "";
  return `${title} is a whole number from ${c.min} to ${c.max}.`;
}

