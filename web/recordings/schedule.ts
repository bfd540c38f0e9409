// The schedule of a run, in Setup: what happens to it by itself, and when. It
// belongs to the run's settings, as the parameters do.

import { element } from "../dom/element";
import { duration } from "../mark/words";
import type { Action } from "../model/act";
import type { Fault } from "../session/meta";
import { presetOf } from "../session/schedule";
import type { Store } from "../session/store";

// mount puts it before the form of the settings.
export function mount(form: HTMLElement, store: Store): void {
  const root = element("section", "schedule");
  root.hidden = true;
  form.before(root);
  let shown: readonly Fault[] | undefined;
  store.subscribe((changed) => {
    if (!changed.info || !store.pattern || shown === store.room?.faults) return;
    shown = store.room?.faults;
    root.hidden = !shown?.length;
    root.replaceChildren(...(shown ? content(shown, presetOf(store.pattern, shown)?.title) : []));
  });
}

function content(faults: readonly Fault[], preset: string | undefined): HTMLElement[] {
  return [
    element("h2", "", "Schedule"),
    element("p", "note", preset ? `Of the preset “${preset}”; it happens by itself:` : "What happens to this run by itself:"),
    element("ol", "", ...faults.map((f) => element("li", "", element("span", "mono", duration(f.at)), words(f.action)))),
  ];
}

// words for an action: "restart server, memory", "latency L1, for 500 ms".
export function words(action: Action): string {
  const { do: what, node, socket, link, endpoint, ...more } = action;
  const about = [what, node, socket, link, endpoint].filter((x) => x !== undefined).map(text);
  return [about.join(" "), ...Object.entries(more).map(([name, value]) => field(name, value))].join(", ");
}

function field(name: string, value: unknown): string {
  if (value === true) return name;
  return `${name} ${name === "for" && typeof value === "number" ? duration(value) : text(value)}`;
}

function text(value: unknown): string {
  return typeof value === "object" ? JSON.stringify(value) : String(value);
}
