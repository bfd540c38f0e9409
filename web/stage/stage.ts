// The stage: the topology as it stands at the cursor. SVG for what stands,
// made anew when the state changes; a canvas over it for what moves, drawn as
// world time goes on; a layer over both for the pointer and the keyboard.

import { onTheme } from "../mark/palette";
import { element } from "../dom/element";
import type { Pen } from "../dom/pen";
import { setAbout } from "../mark/about";
import { halfNamed } from "../model/half";
import type { Changed, Store } from "../session/store";
import { drawFallen } from "./draw_fallen";
import { hits } from "./draw_hits";
import { drawLegs } from "./draw_legs";
import { drawTrack } from "./draw_link";
import { drawNode } from "./draw_node";
import { drawPointed } from "./draw_pointed";
import { drawEndpoints, headings } from "./draw_words";
import { endpointWindow, type Endpoints } from "./endpoint";
import { lingers } from "./fallout";
import { drawFlights, nearest } from "./flights";
import type { Pane } from "./frame";
import { shows, type Picture } from "./picture";
import { legs, spots } from "./legs";
import { scene, type Scene } from "./scene";
import { h, patch } from "./shape";
import { drawTimers } from "./timers";
import { Wiring } from "./wiring";

export function mount(root: HTMLElement, store: Store): void {
  new Stage(root, store);
}

class Stage {
  private readonly paper = element("div", "paper");
  private readonly standing = svg("standing draw");
  private readonly canvas = element("canvas", "flying");
  private readonly over = svg("over");
  private readonly notice = element("p", "stage-notice");
  private readonly calm = matchMedia("(prefers-reduced-motion: reduce)");
  private readonly endpoints: Endpoints;
  private readonly half; // of a duel; undefined: all of it
  private wiring = new Wiring();
  private learnt = { base: -1, seq: 0, history: undefined as unknown };
  private pane: Pane = { width: 0, height: 0, rem: 16, far: false };
  private scene: Scene | undefined;
  private shownSeq = 0;
  private drawn = { at: 0, part: 1 }; // by the canvas: world time, and how much of the legs

  constructor(private readonly root: HTMLElement, private readonly store: Store) {
    this.half = halfNamed(root);
    this.canvas.setAttribute("aria-hidden", "true");
    this.standing.setAttribute("aria-hidden", "true");
    this.over.setAttribute("role", "group");
    this.over.setAttribute("aria-label", "Nodes, connections and messages");
    this.paper.append(this.standing, this.canvas, this.over);
    root.append(this.paper, this.notice);
    this.endpoints = endpointWindow(root, store, (socket) => this.wiring.peersOf(socket));
    this.listen();
    store.subscribe((changed) => this.changed(changed));
    shows(store, () => this.picture());
    onTheme(() => this.resized());
    new ResizeObserver(() => this.resized()).observe(root);
  }

  private listen(): void {
    this.root.addEventListener("click", (e) => this.chosen(e.target as Element, e));
    let clicked: EventTarget | null = null; // on what the pointer has focused, Space still holds and plays
    this.over.addEventListener("pointerdown", (e) => (clicked = e.target));
    this.over.addEventListener("focusin", (e) => (clicked = e.target === clicked ? clicked : null));
    this.over.addEventListener("keydown", (e) => {
      if (e.key !== "Enter" && e.key !== " ") return;
      if (!(e.target instanceof Element) || !e.target.matches(".hit") || e.target === clicked) return;
      e.preventDefault();
      e.stopPropagation();
      this.chosen(e.target, undefined);
    });
    this.canvas.parentElement?.addEventListener("contextmenu", (e) => this.tells(e), { capture: true });
    this.calm.addEventListener("change", () => this.move());
  }

  private resized(): void {
    const { clientWidth: width, clientHeight: height } = this.root;
    const page = document.documentElement;
    this.pane = { width, height, rem: parseFloat(getComputedStyle(page).fontSize), far: "projector" in page.dataset };
    this.draw();
  }

  private changed(changed: Changed): void {
    if (changed.log || changed.state) this.learn();
    if (changed.info) this.say();
    const { scene: s, store } = this;
    const landed = s && s.legs.length > 0 && store.gliding === undefined;
    if (changed.state || changed.selection || changed.info || landed || (s && lingers(store, s.fallen))) this.draw();
    else if (changed.time) this.move();
  }

  // learn follows the log: who connects to whom stays known for the whole run.
  private learn(): void {
    const { history } = this.store;
    if (this.learnt.history !== history) {
      this.wiring = new Wiring();
      this.learnt = { base: history.first - 1, seq: history.first - 1, history };
      this.wiring.learnState(history.state(history.first - 1));
    }
    for (let seq = this.learnt.seq + 1; seq <= history.head; seq++) this.wiring.learn(history.event(seq)!);
    this.learnt.seq = history.head;
  }

  private say(): void {
    const { connection, notice, history, pattern } = this.store;
    const starting = history.head === 0 && connection === "connecting";
    this.notice.hidden = !starting && connection !== "gone";
    if (this.notice.hidden) return;
    this.notice.classList.toggle("starting", starting);
    const again = pattern && element("a", "quiet", location.search ? "Run it with its defaults" : "Run it anew");
    again?.setAttribute("href", `/patterns/${encodeURIComponent(pattern!.id)}`);
    this.notice.replaceChildren(...(starting ? ["starting the sockets"] : [notice || "This run has ended.", ...(again ? [again] : [])]));
  }

  private draw(): void {
    if (this.pane.width < 40 || this.pane.height < 40) return;
    const s = (this.scene = this.glided(scene(this.store, this.pane, this.wiring, this.half)));
    const { width, height, scale } = s.frame;
    for (const e of [this.standing, this.over]) {
      set(e, "viewBox", `0 0 ${width} ${height}`);
      set(e, "width", String(Math.floor(width * scale)));
      set(e, "height", String(Math.floor(height * scale)));
    }
    this.root.dataset["columns"] = String(new Set(s.places.map((p) => p.column)).size);
    this.root.dataset["rows"] = String(mostRows(s));
    this.root.toggleAttribute("data-turned", s.frame.turned);
    this.root.classList.toggle("back", this.store.cursor.seq < this.shownSeq);
    this.shownSeq = this.store.cursor.seq;
    patch(this.standing, [
      ...headings(s),
      h("g", { key: "links" }, s.tracks.map((t) => drawTrack(t, s))),
      h("g", { key: "nodes" }, s.places.map((p) => drawNode(p, s))),
      h("g", { key: "words" }, s.places.flatMap((p) => drawEndpoints(p, s))),
      h("g", { key: "fallen" }, s.fallen.map((e) => drawFallen(e, s))),
      h("g", { key: "pointed" }, drawPointed(s)),
    ]);
    patch(this.over, hits(s));
    this.move();
  }

  // glided sets in motion what a step has moved; what is in motion already goes on from where it is.
  private glided(s: Scene): Scene {
    const { store, scene: before } = this;
    const { gliding, cursor } = store;
    if (!before || gliding === undefined) return s;
    if (cursor.seq === this.shownSeq) return { ...s, legs: before.legs };
    return { ...s, legs: legs(spots(before, this.drawn.at, this.drawn.part), s, cursor.at) };
  }

  // move draws what depends on time alone.
  private move(): void {
    const s = this.scene;
    const pen = this.canvas.getContext("2d");
    if (!s || !pen) return;
    const dots = window.devicePixelRatio || 1;
    const [w, high] = [Math.floor(s.frame.width * s.frame.scale), Math.floor(s.frame.height * s.frame.scale)];
    if (this.canvas.width !== Math.round(w * dots) || this.canvas.height !== Math.round(high * dots)) {
      this.canvas.width = Math.round(w * dots);
      this.canvas.height = Math.round(high * dots);
      this.canvas.style.width = `${w}px`;
      this.canvas.style.height = `${high}px`;
    }
    pen.setTransform(1, 0, 0, 1, 0, 0);
    pen.clearRect(0, 0, this.canvas.width, this.canvas.height);
    pen.setTransform(dots * s.frame.scale, 0, 0, dots * s.frame.scale, 0, 0);
    this.drawMoving(pen, s);
    this.drawn = { at: this.store.shownAt, part: this.store.gliding ?? 1 };
  }

  private drawMoving(pen: Pen, s: Scene): void {
    const { shownAt, gliding } = this.store;
    drawTimers(pen, s, shownAt);
    drawFlights(pen, s, shownAt, this.calm.matches);
    drawLegs(pen, s, gliding ?? 1);
  }

  private picture(): Picture | undefined {
    const s = this.scene;
    return s && { ...s.frame, half: this.half, standing: this.standing, move: (pen) => this.drawMoving(pen, s) };
  }

  private chosen(target: Element, click: MouseEvent | undefined): void {
    const hit = target.closest<SVGElement>(".hit");
    const data = hit?.dataset ?? {};
    const { store } = this;
    if (data["socket"]) store.select({ kind: "socket", id: data["socket"] });
    if (data["endpoint"] && hit) return this.endpoints.open(hit, data["socket"] ?? "", data["endpoint"]);
    if (data["socket"]) return;
    if (!this.paper.contains(target)) return;
    const flying = click && this.flyingAt(click);
    if (flying !== undefined) return store.select({ kind: "message", id: flying });
    if (data["message"]) return store.select({ kind: "message", id: Number(data["message"]) });
    if (data["node"]) return store.select({ kind: "node", name: data["node"] });
    if (data["link"]) return store.select({ kind: "link", id: data["link"] });
    store.select(undefined);
  }

  // tells what flies where a menu is to open.
  private tells(click: MouseEvent): void {
    const flying = this.flyingAt(click);
    setAbout(this.over, flying === undefined ? undefined : { message: flying });
  }

  private flyingAt(click: MouseEvent): number | undefined {
    const s = this.scene;
    if (!s) return undefined;
    const box = this.canvas.getBoundingClientRect();
    const at = { x: (click.clientX - box.left) / s.frame.scale, y: (click.clientY - box.top) / s.frame.scale };
    return nearest(s, this.store.cursor.at, this.calm.matches, at);
  }
}

function mostRows(s: Scene): number {
  const rows = s.places.map((p) => s.places.filter((q) => q.column === p.column).length);
  return Math.max(0, ...rows);
}

function svg(name: string): SVGSVGElement {
  const e = document.createElementNS("http://www.w3.org/2000/svg", "svg");
  e.setAttribute("class", name);
  return e;
}

function set(e: Element, name: string, value: string): void {
  if (e.getAttribute(name) !== value) e.setAttribute(name, value);
}
