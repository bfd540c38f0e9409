// A copy's life as a line in world time: boxes are queues, the thin line is the
// flight, red is the sender blocked, and the mark at the end is how it ended. A
// thin upright is the cursor.

import { element } from "../dom/element";
import { svg, type Mark } from "../mark/shape";
import type { Flow } from "../model/types";
import type { Copy, Span } from "./copies";
import { fateOf, wayOf } from "./words";

// Reach is the stretch of world time that the lines of one message have in common.
export interface Reach {
  readonly from: number;
  readonly to: number;
  readonly now: number; // what has not ended has come so far
}

export function copyLine(c: Copy, flow: Flow | undefined, reach: Reach): HTMLLIElement {
  const way = wayOf(c, reach.now);
  const head = element("p", "", element("b", "", c.to || "nobody"), element("span", c.last.kind === "dropped" ? "bad" : "", fateOf(c)));
  const bar = element("div", "way", ...c.spans.map((s) => spanOf(s, reach)), endOf(c, flow, reach), element("i", "at"));
  bar.setAttribute("role", "img");
  bar.setAttribute("aria-label", `${c.to || "nobody"}: ${way}, ${fateOf(c)}`);
  return element("li", "", head, bar, element("p", "took", way));
}

function spanOf(s: Span, reach: Reach): HTMLElement {
  const e = element("i", s.stay);
  const to = s.to ?? reach.now;
  e.style.left = percent(s.from, reach);
  e.style.width = `${100 * ((to - s.from) / long(reach))}%`;
  e.dataset["seq"] = String(s.seq);
  return e;
}

function endOf(c: Copy, flow: Flow | undefined, reach: Reach): HTMLElement {
  const e = element("i", "end", svg(markOf(c, flow), flow));
  e.style.left = percent(c.ended ? c.last.at : reach.now, reach);
  e.dataset["seq"] = String(c.last.seq);
  return e;
}

function markOf(c: Copy, flow: Flow | undefined): Mark {
  return c.last.kind === "dropped" ? "lost" : c.last.kind === "filtered" ? "filtered" : (flow ?? "control");
}

export function percent(at: number, reach: Reach): string {
  return `${100 * Math.min(1, Math.max(0, (at - reach.from) / long(reach)))}%`;
}

function long(reach: Reach): number {
  return Math.max(1, reach.to - reach.from);
}
