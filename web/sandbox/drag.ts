// Drag with the pointer: a kind from the palette onto the stage, or from one
// socket to another. What a drop would do is said beside the pointer while it moves.

import { element, write } from "../dom/element";

export interface Drag {
  over(e: PointerEvent): string; // what a drop here would do, in words; "" nothing
  drop(e: PointerEvent): void;
  from?: Element; // a line is drawn from its middle
}

const slack = 6; // px before a press is a drag

// drags makes an element the handle of drags; begin is asked once it moves, and may decline.
export function drags(handle: HTMLElement | SVGElement, begin: (e: PointerEvent) => Drag | undefined): void {
  handle.addEventListener("pointerdown", (down) => {
    if (!(down instanceof PointerEvent) || down.button !== 0 || down.pointerType === "touch") return;
    const start = (e: PointerEvent): void => {
      if (Math.hypot(e.clientX - down.clientX, e.clientY - down.clientY) < slack) return;
      stop();
      const drag = begin(down);
      if (drag) follow(drag);
    };
    const stop = (): void => {
      removeEventListener("pointermove", start);
      removeEventListener("pointerup", stop);
    };
    addEventListener("pointermove", start);
    addEventListener("pointerup", stop);
  });
}

function follow(drag: Drag): void {
  const words = element("p", "drag-words");
  const line = ghost(drag.from);
  document.body.append(words);
  if (line) document.body.append(line.svg);
  document.body.classList.add("dragging");
  const move = (e: PointerEvent): void => {
    e.preventDefault();
    write(words, drag.over(e));
    words.style.translate = `${e.clientX + 12}px ${e.clientY + 16}px`;
    line?.to(e.clientX, e.clientY);
  };
  const end = (e: PointerEvent): void => {
    done();
    drag.drop(e);
    addEventListener("click", swallow, { capture: true, once: true });
    setTimeout(() => removeEventListener("click", swallow, { capture: true }));
  };
  const key = (e: KeyboardEvent): void => {
    if (e.key === "Escape") done();
  };
  const done = (): void => {
    removeEventListener("pointermove", move);
    removeEventListener("pointerup", end);
    removeEventListener("keydown", key);
    document.body.classList.remove("dragging");
    words.remove();
    line?.svg.remove();
  };
  addEventListener("pointermove", move);
  addEventListener("pointerup", end);
  addEventListener("keydown", key);
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
