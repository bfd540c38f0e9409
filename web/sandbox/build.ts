// The tab of a sandbox: its palette, what was drawn taken back and done again,
// and its file. All of it is also done by keyboard: a kind by Enter, the rest
// by the menu of a node or socket (A).

import { button } from "../dom/button";
import { element, find, keep, write } from "../dom/element";
import type { Store } from "../session/store";
import { drags, type Drag } from "./drag";
import { buttons as files } from "./file";
import { join } from "./join";
import { free } from "./name";
import { openDocument } from "./open";
import { palette, type Kind, type Palette } from "../session/palette";
import { nextSpot, spotAt, type Spot, type Standing } from "./place";
import { Steps } from "./steps";

// build draws by itself, also while another tab is open: what it says stands on the stage too.
export function build(root: HTMLElement, store: Store): void {
  new Build(root, store);
}

class Build {
  private palette: Palette | undefined;
  private readonly steps: Steps;
  private readonly problem = element("p", "problem");
  private readonly hint = element("p", "note", "Choose what stands on the stage, or drag it there. It runs at once.");
  private readonly kinds = element("div", "kinds");
  private readonly undo = button("Undo", "quiet", () => this.try(() => this.steps.undo()));
  private readonly redo = button("Redo", "quiet", () => this.try(() => this.steps.redo()));
  private readonly examples = element("div", "presets");
  private readonly empty = element("p", "stage-empty", "An empty stage. Choose a producer and a sink, then drag from one socket to the other.");

  constructor(root: HTMLElement, private readonly store: Store) {
    this.steps = new Steps((a) => store.act(a));
    this.problem.setAttribute("role", "alert");
    this.undo.title = "Undo (Ctrl Z)";
    this.redo.title = "Redo (Ctrl Y)";
    root.append(this.hint, this.problem, this.kinds, element("div", "build-row", this.undo, this.redo, ...files(store, (text) => write(this.problem, text))),
      element("h2", "", "Begin with"), this.examples);
    const stage = document.querySelector<HTMLElement>("#stage");
    if (stage) {
      stage.append(this.empty);
      drags(stage, (e) => this.fromSocket(e));
    }
    addEventListener("keydown", (e) => this.key(e));
    palette().then((p) => this.show(p), (error: Error) => write(this.problem, error.message));
    store.subscribe((changed) => {
      if (changed.state || changed.info) this.draw();
    });
  }

  private draw(): void {
    const { store } = this;
    this.undo.disabled = !this.steps.canUndo || !store.steering;
    this.redo.disabled = !this.steps.canRedo || !store.steering;
    this.empty.hidden = store.state.nodes.length > 0 || store.connection !== "open";
    for (const b of this.kinds.querySelectorAll("button")) b.disabled = !store.steering;
  }

  private show(p: Palette): void {
    this.palette = p;
    const groups = [...new Set(p.kinds.map((k) => k.group))];
    keep(this.kinds, groups.flatMap((g) => [element("h3", "", g), ...p.kinds.filter((k) => k.group === g).map((k) => this.entry(k))]));
    keep(this.examples, p.examples.map((d) => button(d.title ?? "An example", "", () => this.try(() => openDocument(d)))));
    this.draw();
  }

  private entry(k: Kind): HTMLElement {
    const types = (k.sockets ?? []).map((s) => s.types[0]).join(" ");
    const b = button("", "kind", () => this.try(() => this.add(k, this.usual(k))));
    b.append(element("span", "kind-title", k.title), element("span", "kind-types", types), element("span", "kind-help", k.help));
    drags(b, () => ({
      over: (e) => (this.onStage(e) ? `Place a ${k.title} here` : ""),
      drop: (e) => void (this.onStage(e) && this.try(() => this.add(k, this.spot(e)))),
    }));
    return b;
  }

  // usual: what only sends stands in the first column, all else in the last, which is the second at least.
  private usual(k: Kind): Spot {
    const { nodes } = this.store.state;
    const last = Math.max(0, ...nodes.map((n) => n.column));
    const starts = (k.sockets ?? []).every((s) => s.name === "out") && k.sockets !== undefined;
    return nextSpot(nodes, nodes.length === 0 || starts ? 0 : Math.max(1, last));
  }

  private async add(k: Kind, spot: Spot): Promise<void> {
    const name = free(k.title.toLowerCase(), new Set(this.store.state.nodes.map((n) => n.name)), " ");
    await this.steps.take([{ do: "add", spec: { name, kind: k.kind, ...spot } }], () => [{ do: "remove", node: name }]);
    this.store.select({ kind: "node", name });
  }

  private onStage(e: PointerEvent): boolean {
    return document.elementFromPoint(e.clientX, e.clientY)?.closest("#stage") !== null;
  }

  private spot(e: PointerEvent): Spot {
    const stage = find(document, "#stage").getBoundingClientRect();
    return spotAt(e.clientX - stage.left, e.clientY - stage.top, this.standing(stage), stage.width);
  }

  private standing(stage: DOMRect): Standing[] {
    return this.store.state.nodes.flatMap((n) => {
      const box = document.querySelector(`#stage .over [data-node="${CSS.escape(n.name)}"]`)?.getBoundingClientRect();
      return box ? [{ column: n.column, row: n.row, x: box.left + box.width / 2 - stage.left, y: box.top + box.height / 2 - stage.top }] : [];
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
        if (j) void this.try(() => (j.why ? Promise.reject(new Error(j.why)) : this.steps.take(j.there, () => j.back)));
      },
    };
  }

  private key(e: KeyboardEvent): void {
    if (!(e.ctrlKey || e.metaKey) || e.target instanceof HTMLInputElement) return;
    const name = e.key.toLowerCase();
    const redo = name === "y" || (name === "z" && e.shiftKey);
    if (name !== "z" && !redo) return;
    e.preventDefault();
    void this.try(() => (redo ? this.steps.redo() : this.steps.undo()));
  }

  private async try(what: () => Promise<void>): Promise<void> {
    write(this.problem, "");
    await what().catch((refusal: Error) => write(this.problem, refusal.message));
    this.draw();
  }
}

function socketAt(e: EventTarget | null): HTMLElement | SVGElement | undefined {
  const found = e instanceof Element ? e.closest<HTMLElement | SVGElement>("#stage [data-socket]") : null;
  return found ?? undefined;
}
