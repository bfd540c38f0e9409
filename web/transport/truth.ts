// The badge that is always in view: whether this is live, how far time is
// stretched, what latency was added. It never promises more than is known.

import { element, keep, write } from "../dom/element";
import { duration } from "../mark/words";
import type { State } from "../model/types";
import type { Store } from "../session/store";

type Standing = "live" | "held" | "replay" | "lost";

const signs: Readonly<Record<Standing, string>> = {
  live: "M6 1a5 5 0 1 0 .01 0Z",
  held: "M4 2.5V9.5M8 2.5V9.5",
  replay: "M2 2.5V6H5.5M2.3 6A4.2 4.2 0 1 1 3.5 9",
  lost: "M6 1a5 5 0 1 0 .01 0Z",
};

export function truth(root: HTMLElement): (store: Store) => void {
  const what = element("b");
  const rest = element("span");
  const latency = element("span", "lg");
  const words = element("span", "", what, rest, latency);
  let shown: Standing | undefined;
  return (store) => {
    const is = standing(store);
    if (is !== shown) keep(root, [sign(is), words]);
    shown = is;
    write(what, title(is, store));
    write(rest, store.shows ? " · at reading pace" : ` · time ${factor(store.rate)}`);
    write(latency, added(store.state));
  };
}

function standing(store: Store): Standing {
  if (store.connection !== "open" && store.connection !== "recorded") return "lost";
  return store.mode;
}

function title(is: Standing, store: Store): string {
  if (store.connection === "gone") return store.head > 0 ? "ended; what was recorded stays here" : "not running";
  if (store.connection === "reading") return "reading the recording";
  if (store.connection === "recorded") return is === "replay" ? "recording" : "recording, held";
  if (is === "lost") return store.connection === "connecting" ? "starting the sockets" : "held here; reconnecting";
  if (is === "live" && store.clock.idle) return "live, nothing more is due";
  if (is === "held" && store.cursor.seq < store.head) return "held in the past";
  return is;
}

export function factor(rate: number): string {
  const named: Readonly<Record<string, string>> = { "0.1": "×⅒", "0.25": "×¼", "0.5": "×½" };
  return named[String(rate)] ?? `×${+rate.toFixed(2)}`;
}

// added latency of the lanes: one figure, or the least and the most of them.
function added(state: State): string {
  const all = state.links.map((l) => l.latency);
  if (all.length === 0) return "";
  const [least, most] = [Math.min(...all), Math.max(...all)];
  if (most === 0) return " · no latency added";
  return ` · ${least === most ? "" : `${duration(least)} to `}${duration(most)} latency added`;
}

function sign(is: Standing): SVGSVGElement {
  const svg = document.createElementNS("http://www.w3.org/2000/svg", "svg");
  svg.setAttribute("viewBox", "0 0 12 12");
  svg.setAttribute("aria-hidden", "true");
  svg.setAttribute("class", is);
  svg.append(path(signs[is]));
  if (is === "live") svg.append(path("M6 3.5a2.5 2.5 0 1 0 .01 0Z", "core"));
  return svg;
}

function path(d: string, className = ""): SVGPathElement {
  const p = document.createElementNS("http://www.w3.org/2000/svg", "path");
  p.setAttribute("d", d);
  if (className) p.setAttribute("class", className);
  return p;
}
