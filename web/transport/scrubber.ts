// The scrubber: all that is recorded, on one line. A tick is as tall as the
// events under it are many; a drop is red; a wedge above the line is what was
// done by hand. A bracket shows the part that the
// sequence has in view, and the knob is the cursor.

import { fit, sheet } from "../dom/canvas";
import { attribute, element } from "../dom/element";
import { onTheme, palette } from "../mark/palette";
import { seconds } from "../mark/words";
import type { Changed, Store } from "../session/store";
import { viewOf } from "../sequence/view";
import { moments } from "./moments";
import { place, spanOf, timeAt, type Span } from "./span";

export interface Scrubber {
  knob(): void; // moves with each frame
  marks(changed: Changed): void; // all that stands behind it
}

export function scrubber(root: HTMLElement, store: Store): Scrubber {
  const s = sheet(root, redraw);
  const knob = element("i", "knob");
  const tip = element("output", "tip");
  tip.hidden = true;
  root.append(knob, tip);
  onTheme(redraw);
  viewOf(store).watchers.add(redraw);
  const lost = moments((e) => e.kind === "dropped");
  const done = moments((e) => e.kind === "acted" || e.kind === "planned");

  function redraw(): void {
    ticks(span());
    setKnob();
  }

  const span = (): Span => spanOf(store.history.timeOf(store.history.first - 1), Math.max(store.history.timeOf(store.head), store.cursor.at));

  function setKnob(): void {
    knob.style.transform = `translateX(${place(span(), store.shownAt) * s.width}px)`;
  }

  function ticks(now: Span): void {
    fit(s, root.clientWidth, root.clientHeight);
    const { pen, width } = s;
    const ink = palette();
    const middle = s.height / 2;
    const end = place(now, Math.max(store.history.timeOf(store.head), store.cursor.at)) * width;
    bracket(now);
    pen.lineCap = "round";
    stroke(0, middle, width, middle, ink.hair, 1.5);
    stroke(0, middle, end, middle, ink.edge, 1.5);
    dense(now, end);
    for (const at of lost.times(store)) {
      const x = place(now, at) * width;
      stroke(x, middle - s.height * 0.32, x, middle + s.height * 0.32, ink.dropInk, 2);
    }
    for (const at of done.times(store)) wedge(place(now, at) * width, middle);
  }

  // dense draws a tick for each place at which anything happened, as tall as that is much: all in one stroke.
  function dense(now: Span, end: number): void {
    const { pen, width, height } = s;
    const [tick, middle] = [2, height / 2];
    pen.strokeStyle = palette().edge;
    pen.lineWidth = 1;
    pen.beginPath();
    let before = store.history.first - 1;
    for (let x = 0; x < end; x += tick) {
      const upto = store.history.seqAt(timeAt(now, (x + tick) / width));
      const n = upto - before;
      before = upto;
      if (n === 0) continue;
      const tall = Math.min(height * 0.2, 3 + Math.log2(n) * 1.2);
      pen.moveTo(x + tick / 2, middle - tall);
      pen.lineTo(x + tick / 2, middle + tall);
    }
    pen.stroke();
  }

  // wedge points at what was done by hand.
  function wedge(x: number, middle: number): void {
    const { pen } = s;
    const half = s.rem * 0.22;
    pen.fillStyle = palette().ink;
    pen.beginPath();
    pen.moveTo(x - half, middle - s.height * 0.42);
    pen.lineTo(x + half, middle - s.height * 0.42);
    pen.lineTo(x, middle - s.height * 0.42 + half * 1.5);
    pen.fill();
    stroke(x, middle - s.height * 0.36, x, middle + s.height * 0.2, palette().ink, 1);
  }

  function bracket(now: Span): void {
    const { pen, width, height } = s;
    const [from, to] = [place(now, viewOf(store).from) * width, place(now, viewOf(store).to) * width];
    if (!viewOf(store).shown || to <= from) return;
    pen.fillStyle = palette().sunk;
    pen.fillRect(from, 0, to - from, height);
    stroke(from, 0, from, height, palette().edge, 1);
    stroke(to, 0, to, height, palette().edge, 1);
  }

  function stroke(x1: number, y1: number, x2: number, y2: number, color: string, wide: number): void {
    const { pen } = s;
    pen.strokeStyle = color;
    pen.lineWidth = wide;
    pen.beginPath();
    pen.moveTo(x1, y1);
    pen.lineTo(x2, y2);
    pen.stroke();
  }

  drag(root, store, (x) => timeAt(span(), x / s.width));
  hover(root, tip, (x) => {
    const event = store.history.event(store.history.seqAt(timeAt(span(), x / s.width)));
    return event ? `${seconds(event.at)}  ${event.say}` : "";
  });

  return {
    knob: setKnob,
    marks(changed) {
      if (changed.log || changed.time || changed.state) redraw();
      if (changed.state || changed.log) tell(root, store);
    },
  };
}

// tell says the cursor to a screen reader, for which this is a slider over events.
function tell(root: HTMLElement, store: Store): void {
  attribute(root, "aria-valuemin", String(store.history.first - 1));
  attribute(root, "aria-valuemax", String(store.head));
  attribute(root, "aria-valuenow", String(store.cursor.seq));
  attribute(root, "aria-valuetext", `event ${store.cursor.seq} of ${store.head} at ${seconds(store.cursor.at)} s`);
}

function drag(root: HTMLElement, store: Store, timeOf: (x: number) => number): void {
  const seek = (e: PointerEvent): void => store.seekTime(timeOf(e.clientX - root.getBoundingClientRect().left));
  root.addEventListener("pointerdown", (e) => {
    if (e.button !== 0) return;
    root.setPointerCapture(e.pointerId);
    seek(e);
  });
  root.addEventListener("pointermove", (e) => {
    if (root.hasPointerCapture(e.pointerId)) seek(e);
  });
}

// hover shows in words what lies under the pointer.
function hover(root: HTMLElement, tip: HTMLElement, words: (x: number) => string): void {
  root.addEventListener("pointermove", (e) => {
    const box = root.getBoundingClientRect();
    const x = e.clientX - box.left;
    tip.textContent = words(x);
    tip.hidden = tip.textContent === "" || e.pointerType === "touch";
    tip.style.transform = `translateX(${Math.max(0, Math.min(x - tip.offsetWidth / 2, box.width - tip.offsetWidth))}px)`;
  });
  root.addEventListener("pointerleave", () => (tip.hidden = true));
}
