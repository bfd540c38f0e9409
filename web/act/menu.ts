// Menus open on whatever says what it is about: by the right button, the menu
// key, a long press, or A for what has the focus or is chosen.

import { about } from "../mark/about";
import type { Target } from "../model/act";
import { fetched } from "../parts/fetched";
import type { Store } from "../session/store";
import { longPress } from "./press";
import type { At, Popover } from "./popover";
import { chosen, selectionOf } from "./target";

const menus = new WeakMap<Store, Popover>();

// openMenu on a target at a place in the window.
export function openMenu(store: Store, t: Target, at: At): void {
  catchIt(store, t);
  if (Object.keys(t).length > 0) store.select(selectionOf(store, t) ?? store.selection);
  fetched(store, menuOf(store), (menu) => void menu.open(t, at));
}

// menuOf the page: there is one.
async function menuOf(store: Store): Promise<Popover> {
  const { Popover } = await import("../parts/opened");
  const menu = menus.get(store) ?? new Popover(store);
  menus.set(store, menu);
  return menu;
}

// catchIt: a message would have gone by the time the reader has chosen.
function catchIt(store: Store, t: Target): void {
  if ((t.message || t.parcel) && store.mode === "live" && store.steering) store.hold();
}

// openHere opens the menu of what has the focus, or else of what is chosen; of the world when nothing is.
export function openHere(store: Store): void {
  const focused = document.activeElement;
  const t = focused instanceof SVGElement || focused instanceof HTMLElement ? about(focused) : undefined;
  const what = t ?? chosen(store)[0]!;
  openMenu(store, what, whereIs(t ? focused : onStage(what)));
}

function onStage(t: Target): Element | null {
  const [name, value] = Object.entries(t)[0] ?? [];
  return name ? document.querySelector(`.over [data-${name}="${CSS.escape(String(value))}"]`) : null;
}

// whereIs an element in the window; what is nowhere is in the middle of the stage.
function whereIs(e: Element | null): At {
  const box = (e ?? document.querySelector(".stage") ?? document.body).getBoundingClientRect();
  const small = box.width < 400;
  return { x: small ? box.right - 8 : box.left + box.width / 2, y: box.top + Math.min(40, box.height / 2) };
}

export function mount(root: HTMLElement, store: Store): void {
  const open = (e: Element, at: At): boolean => {
    const t = e instanceof SVGElement || e instanceof HTMLElement ? about(e) : undefined;
    if (t) openMenu(store, t, at);
    return t !== undefined;
  };
  root.addEventListener("contextmenu", (e) => {
    if (!(e.target instanceof Element) || e.target.closest("input, textarea, select, .act-pop")) return;
    const byKey = e.clientX === 0 && e.clientY === 0;
    if (open(e.target, byKey ? whereIs(e.target) : { x: e.clientX, y: e.clientY })) e.preventDefault();
  });
  longPress(root, open);
}
