// Drag with the pointer: a kind from the palette onto the stage, or from one
// socket to another. What a drop would do is said beside the pointer while it
// moves. A mouse drags as soon as it moves; so does a finger on what is small, and
// on what one scrolls by once it has rested.

import { dragged } from "../dom/dragged";
import { element, write } from "../dom/element";

export interface Drag {
  over(e: PointerEvent): string; // what a drop here would do, in words; "" nothing
  drop(e: PointerEvent): void;
  from?: Element; // a line is drawn from its middle
}

type Begin = (e: PointerEvent) => Drag | undefined;

const slack = 6; // px before a press is a drag
const rest = 300; // ms a finger rests on what else would scroll, less than it takes to open a menu

// drags makes an element the handle of drags; begin is asked once one begins, and may decline.
export function drags(handle: HTMLElement, begin: Begin): void {
  handle.addEventListener("pointerdown", (down) => {
    if (down.button === 0 && down.isPrimary) whenMoved(down, begin);
  });
  staysPut(handle);
}

// lifts is drags of what one scrolls by: there a finger rests first.
export function lifts(handle: HTMLElement, begin: Begin): void {
  handle.addEventListener("pointerdown", (down) => {
    if (down.button !== 0 || !down.isPrimary) return;
    if (down.pointerType === "touch") whenRested(down, () => start(down, begin));
    else whenMoved(down, begin);
  });
  staysPut(handle);
}

// staysPut: while something is dragged the page neither scrolls nor opens a menu under the finger.
function staysPut(handle: HTMLElement): void {
  const still = (e: Event): void => {
    if (document.body.classList.contains("dragging")) e.preventDefault();
  };
  handle.addEventListener("touchmove", still, { passive: false });
  handle.addEventListener("contextmenu", still);
}

function whenMoved(down: PointerEvent, begin: Begin): void {
  const stop = heed({
    pointermove: (e) => {
      if (e.pointerId !== down.pointerId || far(e, down) < slack) return;
      stop();
      start(down, begin);
    },
    pointerup: () => stop(),
    pointercancel: () => stop(),
  });
}

function whenRested(down: PointerEvent, then: () => void): void {
  const end = (): void => {
    clearTimeout(timer);
    stop();
  };
  const timer = setTimeout(() => {
    stop();
    then();
  }, rest);
  const stop = heed({ pointermove: (e) => far(e, down) > slack && end(), pointerup: end, pointercancel: end });
}

function far(a: PointerEvent, b: PointerEvent): number {
  return Math.hypot(a.clientX - b.clientX, a.clientY - b.clientY);
}

function start(down: PointerEvent, begin: Begin): boolean {
  const drag = begin(down);
  if (drag) follow(drag, down);
  return drag !== undefined;
}

function follow(drag: Drag, down: PointerEvent): void {
  const words = element("p", "drag-words");
  const line = ghost(drag.from);
  document.body.append(words);
  if (line) document.body.append(line.svg);
  document.body.classList.add("dragging");
  let moved = false;
  const done = (): void => {
    stop();
    document.body.classList.remove("dragging");
    words.remove();
    line?.svg.remove();
  };
  const move = (e: PointerEvent): void => {
    if (e.pointerId !== down.pointerId) return;
    if (!moved && far(e, down) >= slack) {
      moved = true;
      document.dispatchEvent(new Event(dragged));
    }
    write(words, drag.over(e) || "…");
    beside(words, e);
    line?.to(e.clientX, e.clientY);
  };
  const stop = heed({
    pointermove: move,
    pointerup: (e) => {
      if (e.pointerId !== down.pointerId) return;
      done();
      if (!moved) return; // it was a click after all
      drag.drop(e);
      addEventListener("click", swallow, { capture: true, once: true });
      setTimeout(() => removeEventListener("click", swallow, { capture: true }));
    },
    pointercancel: done,
    keydown: (e) => e.key === "Escape" && done(),
  });
  move(down);
}

// beside the pointer, and within the window; above a finger, which hides what is under it.
function beside(words: HTMLElement, e: PointerEvent): void {
  const touch = e.pointerType === "touch";
  const { offsetWidth: wide, offsetHeight: high } = words;
  const x = Math.max(4, Math.min(e.clientX + (touch ? -wide / 2 : 12), innerWidth - wide - 4));
  const y = touch ? Math.max(4, e.clientY - high - 40) : Math.min(e.clientY + 16, innerHeight - high - 4);
  words.style.translate = `${x}px ${y}px`;
}

// heed events of the window, until what it returns is called.
function heed(listeners: { readonly [K in keyof WindowEventMap]?: (e: WindowEventMap[K]) => unknown }): () => void {
  const all = Object.entries(listeners) as [string, EventListener][];
  for (const [name, listener] of all) addEventListener(name, listener);
  return () => {
    for (const [name, listener] of all) removeEventListener(name, listener);
  };
}

// swallow the click that ends a drag: it was none.
function swallow(e: Event): void {
  e.stopPropagation();
  e.preventDefault();
}

function ghost(from: Element | undefined): { svg: SVGSVGElement; to: (x: number, y: number) => void } | undefined {
  if (!from) return undefined;
  const box = from.getBoundingClientRect();
  const svg = document.createElementNS("http://www.w3.org/2000/svg", "svg");
  const path = document.createElementNS("http://www.w3.org/2000/svg", "path");
  svg.setAttribute("class", "drag-line");
  svg.setAttribute("aria-hidden", "true");
  svg.append(path);
  const start = `M${box.left + box.width / 2} ${box.top + box.height / 2}`;
  return { svg, to: (x, y) => path.setAttribute("d", `${start}L${x} ${y}`) };
}
