// The program: the very file that runs, beside the picture. Each program is
// marked on the line that it stands on, from its last call; the line of the
// chosen one is lit, its function bracketed and kept in view. With none chosen
// it is the line of the event at the cursor.

import { element, keep, write } from "../dom/element";
import type { Draw } from "../panel/panel";
import type { Store } from "../session/store";
import { Files, type File } from "./file";
import { functionAt, type Part } from "./functions";
import { highlight } from "./highlight";
import { marksOf, Row } from "./marks";
import { doing, nameOf, standsOf, type Stand } from "./stands";

export function code(root: HTMLElement, store: Store): Draw {
  const stamp = element("p", "stamp", element("b"), element("span"));
  const row = new Row(choose);
  const says = element("p", "note");
  const list = element("ol", "code");
  list.tabIndex = 0; // it scrolls sideways
  list.setAttribute("aria-label", "Source");
  const files = new Files(store, () => draw(true));
  store.sourceOf = (n) => files.sourceOf(n);
  let file: File | undefined;
  let texts: readonly string[] = [];
  let lines: HTMLLIElement[] = [];
  let lit = { line: 0, node: undefined as string | undefined };

  function choose(s: Stand): void {
    const again = store.selection?.kind === "node" && store.selection.name === s.node.name;
    store.select(again && !s.thread ? undefined : { kind: "node", name: s.node.name });
  }

  function open(f: File): void {
    if (f.source === file?.source) return;
    file = f;
    texts = f.source.replace(/\n$/, "").split("\n");
    lines = f.source === "" ? [] : texts.map(line);
    list.replaceChildren(...lines);
    write(stamp.firstElementChild!, f.title);
    write(stamp.lastElementChild!, f.name);
    lit = { line: 0, node: undefined };
  }

  function draw(chosenNow: boolean): void {
    const chosen = store.selection?.kind === "node" ? store.node(store.selection.name) : undefined;
    const node = chosen ?? store.node(store.event?.node ?? "");
    open(files.of(node));
    const stands = standsOf(store.state.nodes).filter((s) => files.of(s.node).source === file?.source);
    const now = lineOf(store, chosen?.name);
    const own = chosen && functionAt(texts, now);
    row.draw(stands, chosen?.name);
    mark(stands, now, own, chosen?.name);
    write(says, saysOf(store, stands, chosen?.name, now, functionAt(texts, now)));
    keep(root, [stamp, row.e, says, list]);
    if (now > 0 && (now !== lit.line || chosen?.name !== lit.node)) reveal(lines[now - 1], chosen?.name !== lit.node ? own : undefined, chosenNow);
    lit = { line: now, node: chosen?.name };
  }

  function mark(stands: readonly Stand[], now: number, own: Part | undefined, chosen: string | undefined): void {
    const at = new Map<number, Stand[]>();
    for (const s of stands) at.set(s.line, [...(at.get(s.line) ?? []), s]);
    lines.forEach((li, i) => {
      const here = at.get(i + 1);
      li.classList.toggle("here", here !== undefined && i + 1 !== now);
      li.classList.toggle("on", i + 1 === now);
      li.classList.toggle("own", own !== undefined && own.from <= i + 1 && i + 1 <= own.to);
      names(li, here, chosen);
    });
  }

  function names(li: HTMLElement, here: readonly Stand[] | undefined, chosen: string | undefined): void {
    const key = here ? `${here.map((s) => nameOf(s) + s.node.status + (s.call?.blocked ?? "")).join("\n")}\n${chosen}` : "";
    if ((li.dataset["who"] ?? "") === key) return;
    li.dataset["who"] = key;
    li.querySelector(".who")?.remove();
    if (here) li.append(marksOf(here, chosen, choose));
  }

  // reveal the line, or the whole function where it fits. While time runs only what was chosen is followed.
  function reveal(li: HTMLElement | undefined, whole: Part | undefined, byHand: boolean): void {
    if (!li || root.hidden || (store.playing && !store.shows && store.selection?.kind !== "node")) return;
    const behavior = store.glides() && !store.playing ? "smooth" : "instant";
    if (root.scrollHeight <= root.clientHeight + 1) {
      if (byHand && getComputedStyle(root).overflowY === "visible") li.scrollIntoView({ block: "nearest", behavior });
      return;
    }
    const [box, at] = [root.getBoundingClientRect(), li.getBoundingClientRect()];
    const first = whole && lines[whole.from - 1]?.getBoundingClientRect();
    const fits = whole !== undefined && (whole.to - whole.from + 1) * at.height < box.height;
    if (first && fits) root.scrollTo({ top: root.scrollTop + first.top - box.top - 16, behavior });
    else if (at.top < box.top + 16 || at.bottom > box.bottom - 16) root.scrollTo({ top: root.scrollTop + at.top - box.top - box.height / 3, behavior });
  }

  return (changed) => {
    if (root.hidden) return;
    if (changed.state || changed.info || changed.selection) draw(changed.selection);
  };
}

// lineOf the moment: of the chosen program, or of the event, else where its program stands.
function lineOf(store: Store, chosen: string | undefined): number {
  const e = store.event;
  if (chosen !== undefined && e?.node !== chosen) return store.node(chosen)?.line ?? 0;
  return e?.line ?? store.node(e?.node ?? "")?.line ?? 0;
}

function saysOf(store: Store, stands: readonly Stand[], chosen: string | undefined, now: number, own: Part | undefined): string {
  if (chosen === undefined) return "This is the file that runs. The lit line is where the event happened; the marks show where each program stands. Choose one to follow it.";
  const s = stands.find((x) => x.node.name === chosen && x.line === now) ?? stands.find((x) => x.node.name === chosen);
  if (!s || now === 0) return `${chosen} has not made a call yet: its line is known from its first.`;
  return `${nameOf(s)} stands on line ${now}${own ? `, in ${own.name}` : ""}: it ${doing(s, store.cursor.at)}.`;
}

function line(text: string, i: number): HTMLLIElement {
  const words = highlight(text).map((w) => (w.kind ? element("span", w.kind, w.text) : w.text));
  const li = element("li", "", element("code", "", ...(words.length ? words : [" "])));
  li.dataset["line"] = String(i + 1);
  return li;
}
