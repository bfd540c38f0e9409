// The life of one message in the panel: a line for each copy, the rules behind
// how they ended, and the button that plays it.

import { element } from "../dom/element";
import { count, seconds } from "../mark/words";
import type { Event, Flow } from "../model/types";
import type { Store } from "../session/store";
import { because } from "./because";
import { copyLine, percent, type Reach } from "./bar";
import { endOf, lifeOf, type Life } from "./copies";

export interface Lines {
  readonly lines: HTMLElement;
  readonly rules: readonly HTMLElement[];
  readonly mark: () => void; // where the cursor stands
}

export function lives(store: Store, events: readonly Event[], flow: Flow | undefined): Lines {
  const lived = (): Life => lifeOf(events, (seq) => store.history.event(seq), nowOf(store));
  let life = lived();
  const ended = life.copies.every((c) => c.ended);
  const copies = element("ol", `lives ${flow ?? "control"}`);
  const scale = element("p", "scale");
  const lines = element("div", "its-life", copies, scale);
  if (!life.whole) lines.append(element("p", "note", "Its beginning is no longer kept."));
  let reach = reachOf(store, life);

  function draw(): void {
    copies.replaceChildren(...life.copies.map((c) => copyLine(c, flow, reach)));
    const copied = element("span", "", life.copies.length > 1 ? count(life.copies.length, "copy", "copies") : "");
    scale.replaceChildren(time(reach.from), copied, ...(reach.to > reach.from ? [time(reach.to)] : []));
  }

  function mark(): void {
    if (!ended && reach.now !== nowOf(store)) {
      life = lived();
      reach = reachOf(store, life);
      draw();
    }
    const { at, seq } = store.cursor;
    for (const e of copies.querySelectorAll<HTMLElement>(".at")) {
      e.hidden = at < reach.from || at > reach.to;
      e.style.left = percent(at, reach);
    }
    for (const e of copies.querySelectorAll<HTMLElement>("[data-seq]")) e.classList.toggle("later", Number(e.dataset["seq"]) > seq);
  }

  draw();
  return { lines, rules: because(store, life), mark };
}

function reachOf(store: Store, life: Life): Reach {
  const now = nowOf(store);
  return { from: life.begins, to: endOf(life, now), now };
}

// nowOf what is known: what has not ended has come so far.
function nowOf(store: Store): number {
  return Math.max(store.history.timeOf(store.head), store.cursor.at);
}

function time(at: number): HTMLElement {
  return element("time", "", `${seconds(at)} s`);
}
