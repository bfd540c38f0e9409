// The program: the pattern's own file, as it runs. The line of the event at
// the cursor is lit; the lines on which the other programs stand are marked
// with their names.

import { element, keep } from "../dom/element";
import type { Store } from "../session/store";
import type { Draw } from "./panel";
import { highlight } from "./highlight";

export function code(root: HTMLElement, store: Store): Draw {
  const name = element("b");
  const stamp = element("p", "stamp", name, element("span"));
  const list = element("ol", "code");
  list.tabIndex = 0; // it scrolls sideways
  list.setAttribute("aria-label", "Source");
  const note = element("p", "note", "This is the file that runs. The lit line is where the event happened; the names show where each program stands now.");
  let lines: HTMLLIElement[] = [];
  let source = "";
  let lit = 0;

  function write(): void {
    source = store.pattern?.source ?? "";
    const texts = source.replace(/\n$/, "").split("\n");
    lines = source === "" ? [] : texts.map(line);
    list.replaceChildren(...lines);
    name.textContent = store.pattern?.title ?? "";
    stamp.lastElementChild!.textContent = store.pattern?.file.split("/").pop() ?? "";
    keep(root, [stamp, list, note]);
    lit = 0;
  }

  function mark(): void {
    const standing = new Map<number, string[]>();
    for (const n of store.state.nodes) if (n.line && n.status === "running") standing.set(n.line, [...(standing.get(n.line) ?? []), n.name]);
    const now = lineOf(store);
    lines.forEach((li, i) => {
      const who = standing.get(i + 1);
      li.classList.toggle("here", who !== undefined && i + 1 !== now);
      li.classList.toggle("on", i + 1 === now);
      names(li, who);
    });
    if (now !== lit && now > 0) reveal(lines[now - 1]);
    lit = now;
  }

  // reveal scrolls the panel only when the line is out of sight.
  function reveal(li: HTMLElement | undefined): void {
    if (!li || root.hidden) return;
    const [box, at] = [root.getBoundingClientRect(), li.getBoundingClientRect()];
    if (at.top < box.top + 16 || at.bottom > box.bottom - 16) root.scrollTop += at.top - box.top - box.height / 3;
  }

  return (changed) => {
    if (root.hidden) return;
    if ((store.pattern?.source ?? "") !== source) write();
    if (changed.state || changed.info || changed.selection) mark();
  };
}

// lineOf the moment: of the event, else where its program stands.
function lineOf(store: Store): number {
  const e = store.event;
  return e?.line ?? store.node(e?.node ?? "")?.line ?? 0;
}

function line(text: string, i: number): HTMLLIElement {
  const words = highlight(text).map((w) => (w.kind ? element("span", w.kind, w.text) : w.text));
  const li = element("li", "", element("code", "", ...(words.length ? words : [" "])));
  li.dataset["line"] = String(i + 1);
  return li;
}

function names(li: HTMLElement, who: readonly string[] | undefined): void {
  const text = who ? (who.length > 3 ? `${who.slice(0, 2).join(", ")} and ${who.length - 2} more` : who.join(", ")) : "";
  const old = li.querySelector(".who");
  if ((old?.textContent ?? "") === text) return;
  old?.remove();
  if (text) li.append(element("span", "who", text));
}
