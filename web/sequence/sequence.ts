// The sequence: the run as a space-time diagram. Time runs right, a lane for
// each node in the order of the stage; a click goes to that moment.

import { fit, sheet } from "../dom/canvas";
import { attribute } from "../dom/element";
import { setAbout } from "../mark/about";
import { onTheme, palette } from "../mark/palette";
import { count, seconds } from "../mark/words";
import { halfNamed, part } from "../model/half";
import type { Half } from "../model/types";
import type { Store } from "../session/store";
import { axis, heightAtMost, heightFor, inOrder, type Axis } from "./axis";
import { Chart } from "./chart";
import { paint } from "./paint";
import type { Hit } from "./scene";
import { follow, moved, show, viewOf, zoom } from "./view";

export function mount(root: HTMLElement, store: Store): void {
  const s = sheet(root, draw);
  const view = viewOf(store);
  const half = halfNamed(root);
  const still = matchMedia("(prefers-reduced-motion: reduce)");
  let chart = new Chart(store.history);
  let wide = 0; // the width chosen for the view; 0: to be chosen by the latency
  let hits: readonly Hit[] = [];
  let where: Axis | undefined;
  onTheme(draw);

  function draw(): void {
    if (!chart.isOf(store.history)) begin();
    chart.grow();
    view.shown = root.clientWidth > 0;
    if (!view.shown) return;
    const state = part(store.state, half);
    choose();
    follow(view, store.cursor.at, first(), store.playing && !still.matches);
    const nodes = inOrder(state.nodes);
    if (half) root.style.maxHeight = `${heightAtMost(nodes.length, s.rem)}px`; // beside its stage, in the middle
    fit(s, root.clientWidth, Math.max(root.clientHeight, heightFor(nodes.length, s.rem)));
    where = axis({ ...margins(), width: s.width, height: s.height, rem: s.rem }, nodes, view);
    const chosen = store.selection?.kind === "message" ? store.selection.id : undefined;
    hits = paint({ sheet: s, colors: palette(), chart, view, axis: where, at: store.shownAt, seq: store.cursor.seq, sockets: state.sockets, chosen });
  }

  function begin(): void {
    chart = new Chart(store.history);
    wide = 0;
    show(view, first(), 2_500_000, first());
  }

  // choose a width at which a flight takes about a sixth of the way, and the
  // steps of a program are in view too; on a narrow page less time than on a wide one.
  function choose(): void {
    if (wide > 0) return;
    const latency = Math.max(0, ...store.state.links.map((l) => l.latency));
    if (latency === 0) return;
    wide = half ? widthOfHalf(latency) : widthFor(latency, root.clientWidth / s.rem);
    show(view, view.from, wide, first());
  }

  const first = (): number => store.history.timeOf(store.history.first - 1);

  // margins are those of the scrubber, so that both begin and end at the same place; on a phone there is no room for that.
  function margins(): { left: number; right: number } {
    const here = root.getBoundingClientRect();
    if (half) return { left: 4.25 * s.rem, right: here.width - 1.75 * s.rem };
    const scrub = document.getElementById("scrub")?.getBoundingClientRect();
    if (here.width < 32 * s.rem) return { left: 5.5 * s.rem, right: here.width - 2 * s.rem };
    if (!scrub) return { left: 7 * s.rem, right: here.width - 5 * s.rem };
    return { left: scrub.left - here.left, right: scrub.right - here.left };
  }

  function near(x: number, y: number): Hit | undefined {
    let best: Hit | undefined;
    let least = 14;
    for (const h of hits) {
      const d = Math.hypot(h.x - x, h.y - y);
      if (d < least) [best, least] = [h, d];
    }
    return best;
  }

  // laneAt is the node whose name stands there.
  function laneAt(x: number, y: number): { node: string } | undefined {
    const lane = where?.lanes.find((l) => Math.abs(l.y - y) < s.rem / 2);
    return where && lane && x < where.left ? { node: lane.node.name } : undefined;
  }

  function point(e: MouseEvent): readonly [number, number] {
    const box = s.canvas.getBoundingClientRect();
    return [e.clientX - box.left, e.clientY - box.top];
  }

  s.canvas.addEventListener("pointerdown", (e) => {
    if (e.button !== 0) return;
    const [x, y] = point(e);
    const hit = near(x, y);
    if (hit) {
      store.seek(hit.seq);
      if (hit.message !== undefined) store.select({ kind: "message", id: hit.message });
    } else if (where && x >= where.left) store.seekTime(where.at(x));
  });
  s.canvas.addEventListener("contextmenu", (e) => {
    const [x, y] = point(e);
    const hit = near(x, y);
    setAbout(s.canvas, hit ? store.history.event(hit.seq) : laneAt(x, y));
  }, { capture: true });
  s.canvas.addEventListener("pointermove", (e) => {
    const hit = near(...point(e));
    attribute(s.canvas, "title", hit ? (store.history.event(hit.seq)?.say ?? "") : "");
  });
  root.addEventListener("wheel", (e) => {
    if (!where || !(e.ctrlKey || e.metaKey || Math.abs(e.deltaX) > Math.abs(e.deltaY))) return;
    e.preventDefault();
    if (e.ctrlKey || e.metaKey) zoomBy(Math.exp(e.deltaY / 300));
    else pan(e.deltaX / s.width);
  }, { passive: false });

  function zoomBy(by: number): void {
    zoom(view, by, store.cursor.at, first());
    wide = view.to - view.from;
    moved(view);
  }

  function pan(by: number): void {
    show(view, view.from + (view.to - view.from) * by, view.to - view.from, first());
    moved(view);
  }

  view.watchers.add(draw);
  for (const b of root.parentElement?.querySelectorAll<HTMLElement>("[data-zoom]") ?? []) {
    b.addEventListener("click", () => zoomBy(Number(b.dataset["zoom"])));
  }

  store.subscribe((changed) => {
    if (changed.time || changed.state || changed.log || changed.selection) draw();
    if ((changed.state || changed.log) && !store.playing) describe(root, store, half);
  });
}

function widthFor(latency: number, rems: number): number {
  return Math.min(30_000_000, Math.max(2_000_000, latency * 6.5)) * Math.min(1, Math.max(0.45, rems / 55));
}

// widthOfHalf: its place is small, and a task is to be seen as a whole rather than each of its turns.
function widthOfHalf(latency: number): number {
  return Math.min(30_000_000, Math.max(4_000_000, latency * 12));
}

// describe it for those who do not see it; the events are a list beside it.
function describe(root: HTMLElement, store: Store, half: Half | undefined): void {
  const nodes = part(store.state, half).nodes.length;
  attribute(root, "aria-label", `Sequence diagram of ${count(nodes, "node")}, at ${seconds(store.cursor.at)} s. Time runs to the right.`);
}
