// The panel explains the moment: what happened, the program, the message, its
// bytes, the queues. A tab is drawn only while it is in sight.

import { attribute, element, find, write } from "../dom/element";
import { calmly } from "../session/calm";
import type { Changed, Store } from "../session/store";
import { code } from "../code/code";
import { fetched } from "../parts/fetched";
import { story } from "./story";

export type Draw = (changed: Changed) => void;

const fetchedTabs = ["act", "message", "wire", "branches", "queues", "setup"] as const;
const everything: Changed = { time: true, state: true, log: true, info: true, selection: true };

export function mount(root: HTMLElement, store: Store): void {
  const tabs = [...root.querySelectorAll<HTMLElement>("[role=tab]")];
  const panels = new Map(tabs.map((t) => [t.id, find<HTMLElement>(root, `#${t.getAttribute("aria-controls")}`)]));
  const draws: Readonly<Record<string, Draw>> = {
    "tab-story": story(root, store),
    "tab-code": code(find(root, "#panel-code"), store),
    ...Object.fromEntries(fetchedTabs.map((name) => [`tab-${name}`, opened(name)])),
  };
  const own = root.querySelector<HTMLElement>("#panel-build"); // of a sandbox
  if (own) fetched(store, import("../sandbox/build"), ({ build }) => build(own, store));
  let open = tabs.find((t) => t.getAttribute("aria-selected") === "true")!.id;

  // opened is a tab whose script is fetched when it is first looked at, and again when that has failed.
  function opened(name: (typeof fetchedTabs)[number]): Draw {
    const panel = find<HTMLElement>(root, `#panel-${name}`);
    const problem = element("p", "note");
    const page = {
      say(notice: string): void {
        write(problem, notice);
        panel.prepend(problem);
      },
    };
    let draw: Draw | undefined;
    return (changed) => {
      if (draw || changed !== everything) return draw?.(changed);
      fetched(page, import("../parts/opened"), (part) => {
        problem.remove();
        draw ??= part[name](panel, store);
        draw(everything);
      });
    };
  }

  function choose(id: string, focus: boolean): void {
    open = id;
    for (const t of tabs) {
      const on = t.id === id;
      attribute(t, "aria-selected", String(on));
      attribute(t, "tabindex", on ? "0" : "-1");
      panels.get(t.id)!.hidden = !on;
      if (on && focus) t.focus();
      if (on) t.scrollIntoView({ block: "nearest", inline: "nearest" });
    }
    draws[open]?.(everything);
  }

  tabs.forEach((t, i) => {
    t.addEventListener("click", () => choose(t.id, false));
    t.addEventListener("keydown", (e) => {
      const to = e.key === "ArrowRight" ? i + 1 : e.key === "ArrowLeft" ? i - 1 : e.key === "Home" ? 0 : e.key === "End" ? tabs.length - 1 : undefined;
      if (to === undefined) return;
      e.preventDefault();
      e.stopPropagation(); // here the arrows go through the tabs
      choose(tabs[(to + tabs.length) % tabs.length]!.id, true);
    });
  });

  let chosen = store.selection;
  store.subscribe(calmly(store, (changed) => {
    if (open !== "tab-story") draws["tab-story"]!(changed); // the sentence is also the caption of the projector
    draws[open]?.(changed);
    if (changed.selection && store.selection !== chosen) {
      chosen = store.selection;
      if (chosen?.kind === "message" && open === "tab-queues") choose("tab-message", false);
    }
  }));
}
