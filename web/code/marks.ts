// Marks name who stands on a line, and choose them. Those at the line are for
// the pointer; the row above the source has them all, and goes by arrow keys.

import { attribute, element, find, keep, write } from "../dom/element";
import { families, nameOf, type Stand } from "./stands";

type Choose = (s: Stand) => void;

// marksOf a line: "worker 1 2 3", each a button.
export function marksOf(stands: readonly Stand[], chosen: string | undefined, choose: Choose): HTMLElement {
  const groups = families(stands).flatMap((f) => [
    ...(f.name ? [element("span", "", f.name)] : []),
    ...f.members.map((m) => {
      const b = button(m.stand, m.short, chosen, choose);
      b.tabIndex = -1;
      b.setAttribute("aria-label", `${nameOf(m.stand)} stands here`);
      return b;
    }),
  ]);
  return element("span", "who", ...groups);
}

function button(s: Stand, words: string, chosen: string | undefined, choose: Choose): HTMLButtonElement {
  const b = element("button", s.call?.blocked ? "blocked" : s.node.status === "crashed" ? "gone" : "", words);
  b.type = "button";
  b.title = nameOf(s);
  b.dataset["name"] = nameOf(s);
  attribute(b, "aria-pressed", String(s.node.name === chosen));
  b.addEventListener("click", () => choose(s));
  return b;
}

// Row is the toolbar of all who stand somewhere.
export class Row {
  readonly e = element("div", "stands");
  private readonly buttons = new Map<string, HTMLButtonElement>();
  private stands = new Map<string, Stand>();

  constructor(private readonly choose: Choose) {
    this.e.setAttribute("role", "toolbar");
    this.e.setAttribute("aria-label", "Programs, and the lines they stand on");
    this.e.addEventListener("keydown", (k) => this.go(k));
  }

  draw(stands: readonly Stand[], chosen: string | undefined): void {
    this.stands = new Map(stands.map((s) => [nameOf(s), s]));
    const shown = stands.map((s) => {
      const b = this.button(nameOf(s));
      write(find(b, "i"), String(s.line));
      write(b.lastElementChild!, s.call?.blocked ? ", blocked" : "");
      b.className = s.call?.blocked ? "blocked" : s.node.status === "crashed" ? "gone" : "";
      attribute(b, "aria-pressed", String(s.node.name === chosen));
      return b;
    });
    const stop = shown.find((b) => b === document.activeElement) ?? shown.find((b) => b.ariaPressed === "true") ?? shown[0];
    for (const b of shown) b.tabIndex = b === stop ? 0 : -1;
    keep(this.e, shown);
  }

  private button(name: string): HTMLButtonElement {
    const known = this.buttons.get(name);
    if (known) return known;
    const b = element("button", "", element("span", "", name), element("span", "sr", ", line "), element("i"), element("span", "sr"));
    b.type = "button";
    b.addEventListener("click", () => {
      const s = this.stands.get(name);
      if (s) this.choose(s);
    });
    this.buttons.set(name, b);
    return b;
  }

  private go(k: KeyboardEvent): void {
    const by = k.key === "ArrowRight" || k.key === "ArrowDown" ? 1 : k.key === "ArrowLeft" || k.key === "ArrowUp" ? -1 : 0;
    if (by === 0 || k.shiftKey) return;
    k.preventDefault();
    k.stopPropagation(); // here the arrows go through the programs
    const all = [...this.e.querySelectorAll("button")];
    const next = all[(all.indexOf(document.activeElement as HTMLButtonElement) + by + all.length) % all.length];
    if (!next || next === document.activeElement) return;
    next.focus();
    next.click();
  }
}
