// A long press of a finger means what the right button of a mouse does.

interface Spot {
  readonly x: number;
  readonly y: number;
}

const long = 500; // ms
const still = 10; // px that a finger may move meanwhile

// longPress calls open where a finger rests; when that returns true, the click that follows is none,
// also on what has opened below the finger.
export function longPress(root: HTMLElement, open: (e: Element, at: Spot) => boolean): void {
  let timer = 0;
  let from: Spot = { x: 0, y: 0 };
  let opened = false;
  const stop = (): void => clearTimeout(timer);
  document.addEventListener("pointerdown", () => (opened = false), { capture: true });
  root.addEventListener("pointerdown", (e) => {
    stop();
    if (e.pointerType !== "touch" || !(e.target instanceof Element)) return;
    const target = e.target;
    from = { x: e.clientX, y: e.clientY };
    timer = window.setTimeout(() => (opened = open(target, from)), long);
  });
  root.addEventListener("pointermove", (e) => {
    if (Math.hypot(e.clientX - from.x, e.clientY - from.y) > still) stop();
  });
  for (const kind of ["pointerup", "pointercancel"] as const) root.addEventListener(kind, stop);
  document.addEventListener("click", (e) => {
    if (!opened) return;
    opened = false;
    e.stopPropagation();
    e.preventDefault();
  }, { capture: true });
}
