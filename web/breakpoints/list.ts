// The list of breakpoints: each is switched on and off, and deleted.

import { element, find } from "../dom/element";
import type { Breakpoint } from "../model/breakpoint";
import { print } from "../model/breakpoint_text";
import type { Stops } from "../session/stops";

export function list(root: HTMLElement, stops: Stops): () => void {
  const rows = find(root, ".stops-list");
  const empty = find(root, ".stops-empty");
  let shown = "";

  return () => {
    const is = JSON.stringify([stops.list, stops.hit?.breakpoint, stops.mayEdit]);
    if (is === shown) return;
    shown = is;
    const focus = [...rows.querySelectorAll("input, button")].indexOf(document.activeElement!);
    rows.replaceChildren(...stops.list.map((b, i) => row(stops, b, i)));
    empty.hidden = stops.list.length > 0;
    find<HTMLButtonElement>(empty, "button").disabled = !stops.mayEdit;
    if (focus < 0) return;
    const now = rows.querySelectorAll<HTMLElement>("input, button");
    (now[Math.min(focus, now.length - 1)] ?? find(root, "form select")).focus();
  };
}

function row(stops: Stops, b: Breakpoint, i: number): HTMLElement {
  const on = element("input");
  on.type = "checkbox";
  on.checked = !b.off;
  on.disabled = !stops.mayEdit;
  on.addEventListener("change", () => void stops.set(stops.list.map((x, j) => (j === i ? switched(x) : x))));
  const line = print({ ...b, off: false });
  const remove = element("button", "quiet", "Delete");
  remove.type = "button";
  remove.disabled = !stops.mayEdit;
  remove.setAttribute("aria-label", `Delete breakpoint ${i + 1}, ${line}`);
  remove.addEventListener("click", () => void stops.set(stops.list.filter((_, j) => j !== i)));
  const number = element("span", "number", String(i + 1));
  return element("li", stops.hit?.breakpoint === i + 1 ? "met" : "", element("label", "", on, number, element("code", "", line)), remove);
}

function switched(b: Breakpoint): Breakpoint {
  const { off, ...rest } = b;
  return off ? rest : { ...rest, off: true };
}
