// The tab of a sandbox: its palette, what was drawn taken back and done again,
// and its file. All of it is also done by keyboard: a kind by Enter, the rest
// by the menu of a node or socket (A).

import { button } from "../dom/button";
import { element, find, keep, write } from "../dom/element";
import type { Action } from "../model/act";
import { documentOf, palette, type Kind, type Palette } from "../session/palette";
import type { Store } from "../session/store";
import { between } from "./between";
import { drags, lifts, type Drag } from "./drag";
import { entry } from "./entry";
import { buttons as files } from "./file";
import { join } from "./join";
import { free } from "./name";
import { openDocument } from "./open";
import { landing, nextSpot, spotAt, turned, type Landing, type Spot, type Standing } from "./place";
import { Steps } from "./steps";
import { title } from "./title";
import type { Variant } from "./variants";
import { watch } from "./watch";

// build draws by itself, also while another tab is open: what it says stands on the stage too.
export function build(root: HTMLElement, store: Store): void {
  new Build(root, store);
}

class Build {
  private palette: Palette | undefined;
  private readonly steps: Steps;
  private readonly problem = element("p", "problem");
  private readonly hint = element("p", "note", "Choose what stands on the stage, or drag it there. Drag a node to another place; its menu names it, sets it and removes it.");
  private readonly kinds = element("div", "kinds");
  private readonly undo = button("Undo", "quiet", () => this.try(() => this.steps.undo()));
  private readonly redo = button("Redo", "quiet", () => this.try(() => this.steps.redo()));
  private readonly examples = element("div", "presets");
  private readonly begin = element("div", "begin", element("h2", "", "Begin with"), this.examples);
  private readonly empty = element("div", "stage-empty", element("p", "", "An empty stage. Choose a producer and a sink, then drag from one socket to the other."));
  private readonly title = title(find(document, ".crumb h1"), (name) => void this.try(() => this.steps.take([{ do: "rename", name }])));

  constructor(private readonly root: HTMLElement, private readonly store: Store) {
    this.steps = new Steps({
      look: () => documentOf(store.room!.id),
      act: (a: Action) => store.act(a),
      between: (from, to) => between(this.palette!, from, to),
    });
    this.problem.setAttribute("role", "alert");
    this.undo.title = "Undo (Ctrl Z)";
    this.redo.title = "Redo (Ctrl Y)";
    root.append(element("div", "build-row", this.undo, this.redo, ...files(store, (text, good) => this.tell(text, good)), this.problem), this.hint, this.kinds);
    const stage = find(document, "#stage");
    stage.append(this.empty);
    drags(stage, (e) => this.fromSocket(e));
    lifts(stage, (e) => this.ofNode(e));
    addEventListener("keydown", (e) => this.key(e));
    palette().then((p) => this.show(p), (error: Error) => this.tell(error.message));
    store.subscribe((changed) => {
      if (changed.state || changed.info) this.draw();
    });
    watch(store, () => this.look());
  }

  // look at the drawing, which somebody has changed.
  private look(): void {
    if (!this.palette || !this.store.room) return;
    this.steps.note().then(() => this.draw(), () => {}); // the room is gone: the page says so elsewhere
  }

  private draw(): void {
    const { store } = this;
    this.undo.disabled = !this.steps.canUndo || !store.steering;
    this.redo.disabled = !this.steps.canRedo || !store.steering;
    const empty = store.state.nodes.length === 0;
    this.empty.hidden = !empty || store.connection !== "open";
    const place = empty ? this.empty : this.root;
    if (this.begin.parentElement !== place) place.append(this.begin);
    for (const b of this.kinds.querySelectorAll("button")) b.disabled = !store.steering;
    if (this.steps.now) this.title(this.steps.now.title ?? "", store.steering);
  }

  private show(p: Palette): void {
    this.palette = p;
    const placer = { place: (k: Kind, v: Variant) => void this.try(() => this.add(k, v, this.usual(k))), drag: (k: Kind, v: Variant) => this.drag(k, v) };
    const groups = [...new Set(p.kinds.map((k) => k.group))];
    keep(this.kinds, groups.flatMap((g) => [element("h2", "", g), ...p.kinds.filter((k) => k.group === g).map((k) => entry(k, placer))]));
    const all = [...p.examples.map((d) => [d.title ?? "An example", d] as const), ["An empty stage", { sandbox: 1, nodes: [] }] as const];
    keep(this.examples, all.map(([name, d]) => button(name, d.nodes.length === 0 ? "fresh" : "", () => this.try(() => openDocument(d)))));
    this.draw();
    this.look();
  }

  // drag a kind onto the stage, which on a phone may be out of sight.
  private drag(k: Kind, v: Variant): Drag {
    find(document, "#stage").scrollIntoView({ block: "nearest" });
    return {
      over: (e) => (this.onStage(e) ? `Place a ${k.title} here` : `Drag the ${k.title} onto the stage`),
      drop: (e) => void (this.onStage(e) && this.try(() => this.add(k, v, this.spot(e)))),
    };
  }

  // usual: what only sends stands in the first column, all else in the last, which is the second at least.
  private usual(k: Kind): Spot {
    const { nodes } = this.store.state;
    const last = Math.max(0, ...nodes.map((n) => n.column));
    const starts = (k.sockets ?? []).every((s) => s.name === "out") && k.sockets !== undefined;
    return nextSpot(nodes, nodes.length === 0 || starts ? 0 : Math.max(1, last));
  }

  private async add(k: Kind, v: Variant, spot: Spot): Promise<void> {
    const name = free(k.title.toLowerCase(), new Set(this.store.state.nodes.map((n) => n.name)), " ");
    await this.steps.take([{ do: "add", spec: { name, kind: k.kind, ...spot, sockets: v.map((type) => ({ type })) } }]);
    this.store.select({ kind: "node", name });
  }

  private onStage(e: PointerEvent): boolean {
    const under = document.elementFromPoint(e.clientX, e.clientY);
    return under !== null && under.closest("#stage") !== null;
  }

  private spot(e: PointerEvent): Spot {
    const { x, y, standing, width } = this.under(e);
    return spotAt(x, y, standing, width);
  }

  // under the pointer, as a stage has it that is not turned.
  private under(e: PointerEvent): { x: number; y: number; standing: readonly Standing[]; width: number } {
    const stage = find(document, "#stage");
    const box = stage.getBoundingClientRect();
    const at = { x: e.clientX - box.left, y: e.clientY - box.top };
    if (!("turned" in stage.dataset)) return { ...at, standing: this.standing(box), width: box.width };
    return { ...turned(at), standing: this.standing(box).map(turned), width: box.height };
  }

  private standing(stage: DOMRect): Standing[] {
    return this.store.state.nodes.flatMap((n) => {
      const box = document.querySelector(`#stage .over [data-node="${CSS.escape(n.name)}"]`)?.getBoundingClientRect();
      return box ? [{ name: n.name, column: n.column, row: n.row, x: box.left + box.width / 2 - stage.left, y: box.top + box.height / 2 - stage.top }] : [];
    });
  }

  // fromSocket begins a drag that joins two sockets.
  private fromSocket(down: PointerEvent): Drag | undefined {
    const handle = socketAt(down.target);
    const from = this.store.state.sockets.find((k) => k.id === handle?.dataset["socket"]);
    if (!from || !handle || !this.store.steering || !this.palette) return undefined;
    const joint = (e: PointerEvent) => {
      const id = socketAt(document.elementFromPoint(e.clientX, e.clientY))?.dataset["socket"];
      const to = this.store.state.sockets.find((k) => k.id === id);
      return to && to.id !== from.id ? { to, ...join(this.store.state, this.palette!, from, to) } : undefined;
    };
    return {
      from: handle,
      over: (e) => {
        const j = joint(e);
        return j ? (j.why ?? `Connect ${from.type} with ${j.to.type}`) : "Drag to another socket";
      },
      drop: (e) => {
        const j = joint(e);
        if (j) void this.try(() => (j.why ? Promise.reject(new Error(j.why)) : this.steps.take(j.actions)));
      },
    };
  }

  // ofNode begins a drag that moves a node, unless it begins at a socket.
  private ofNode(down: PointerEvent): Drag | undefined {
    const node = socketAt(down.target) ? undefined : nodeAt(down.target);
    if (!node || !this.store.steering || !this.palette) return undefined;
    return {
      over: (e) => (this.onStage(e) ? landingWords(node, this.landing(e, node)) : `Drag ${node} to its place on the stage`),
      drop: (e) => {
        const way = this.onStage(e) ? (this.landing(e, node)?.way ?? []) : [];
        if (way.length > 0) void this.try(() => this.steps.take(way.map((spot) => ({ do: "move", node, ...spot }))));
      },
    };
  }

  private landing(e: PointerEvent, node: string): Landing | undefined {
    const { x, y, standing, width } = this.under(e);
    const own = standing.find((n) => n.name === node);
    return own && landing(x, y, standing, width, own, this.palette!.limits.place);
  }

  private tell(text: string, good = false): void {
    this.problem.className = good ? "note" : "problem";
    write(this.problem, text);
  }

  private key(e: KeyboardEvent): void {
    if (!(e.ctrlKey || e.metaKey) || e.target instanceof HTMLInputElement || e.target instanceof HTMLTextAreaElement) return;
    const name = e.key.toLowerCase();
    const redo = name === "y" || (name === "z" && e.shiftKey);
    if (name !== "z" && !redo) return;
    e.preventDefault();
    void this.try(() => (redo ? this.steps.redo() : this.steps.undo()));
  }

  private async try(what: () => Promise<void>): Promise<void> {
    this.tell("");
    await what().catch((refusal: Error) => this.tell(refusal.message));
    this.draw();
  }
}

function landingWords(node: string, l: Landing | undefined): string {
  if (!l || l.way.length === 0) return `${node} stays`;
  const turned = "turned" in find(document, "#stage").dataset;
  if (l.below) return `Put ${node} ${turned ? "left of" : "above"} ${l.below.name}`;
  if (l.above) return `Put ${node} ${turned ? "right of" : "below"} ${l.above.name}`;
  return `Put ${node} into a column of its own`;
}

function nodeAt(e: EventTarget | null): string | undefined {
  return e instanceof Element ? e.closest<HTMLElement | SVGElement>("#stage [data-node]")?.dataset["node"] : undefined;
}

function socketAt(e: EventTarget | null): HTMLElement | SVGElement | undefined {
  const found = e instanceof Element ? e.closest<HTMLElement | SVGElement>("#stage [data-socket]") : null;
  return found ?? undefined;
}
