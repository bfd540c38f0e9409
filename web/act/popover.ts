// The menu at a thing: what can be done with it, now and here. It takes the
// focus, and gives it back when it closes.

import { dragged } from "../dom/dragged";
import { element, write } from "../dom/element";
import type { Target } from "../model/act";
import type { Store } from "../session/store";
import { List } from "./list";
import { titleOf, whole } from "./target";

export interface At {
  readonly x: number; // px in the window
  readonly y: number;
}

export class Popover {
  private readonly title = element("h2");
  private readonly shut = element("button", "join-close", "×");
  private readonly list: List;
  private readonly e: HTMLElement;
  private opener: Element | null = null;
  private at: At = { x: 0, y: 0 };

  constructor(private readonly store: Store) {
    this.list = new List(store, () => this.close());
    this.e = element("div", "act-pop", element("header", "", this.title, this.shut), this.list.e);
    this.e.setAttribute("role", "dialog");
    this.title.id = "act-title";
    this.e.setAttribute("aria-labelledby", this.title.id);
    this.e.hidden = true;
    this.e.tabIndex = -1;
    this.shut.type = "button";
    this.shut.setAttribute("aria-label", "Close");
    this.shut.addEventListener("click", () => this.close());
    document.body.append(this.e);
    this.e.addEventListener("keydown", (e) => this.pressed(e));
    document.addEventListener("pointerdown", (e) => {
      if (e.target instanceof Node && !this.e.contains(e.target)) this.close();
    });
    document.addEventListener(dragged, () => this.close());
    store.subscribe((changed) => {
      if (!this.e.hidden && (changed.log || changed.info || changed.state)) void this.look();
    });
  }

  async open(t: Target, at: At): Promise<void> {
    this.opener = document.activeElement;
    this.at = at;
    write(this.title, titleOf(this.store, t));
    this.e.hidden = false;
    this.e.focus({ preventScroll: true });
    await this.list.about(whole(this.store, t));
    await this.look();
    if (document.activeElement === this.e) this.list.focus();
  }

  private async look(): Promise<void> {
    await this.list.look();
    this.place();
  }

  close(): void {
    if (this.e.hidden) return;
    const focused = document.activeElement;
    const inside = this.e.contains(focused);
    if (inside) (focused as HTMLElement).blur(); // at once: a browser takes the focus off what is hidden only with its next frame
    this.e.hidden = true;
    if (inside && (this.opener instanceof HTMLElement || this.opener instanceof SVGElement)) this.opener.focus({ preventScroll: true });
  }

  // pressed: while the menu has the focus, no key goes to the page.
  private pressed(e: KeyboardEvent): void {
    e.stopPropagation();
    if (e.key === "Escape") this.close();
    if (e.key === "Tab") this.hold(e);
  }

  // hold the focus within the menu: it is over the page.
  private hold(e: KeyboardEvent): void {
    const all = [...this.e.querySelectorAll<HTMLElement>("button, input, select")].filter((x) => x.checkVisibility() && !(x as HTMLButtonElement).disabled);
    const edge = e.shiftKey ? all[0] : all[all.length - 1];
    if (document.activeElement !== edge && document.activeElement !== this.e) return;
    e.preventDefault();
    (e.shiftKey ? all[all.length - 1] : all[0])?.focus();
  }

  private place(): void {
    const { offsetWidth: w, offsetHeight: h } = this.e;
    const [wide, high] = [document.documentElement.clientWidth, innerHeight];
    const right = this.at.x + 12 + w <= wide - 8;
    this.e.style.left = `${Math.max(8, right ? this.at.x + 12 : this.at.x - 12 - w)}px`;
    this.e.style.top = `${Math.max(8, Math.min(this.at.y - 16, high - h - 8))}px`;
  }
}
