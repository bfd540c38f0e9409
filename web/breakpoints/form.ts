// The form makes a breakpoint of what this run has, and writes it as one line;
// the line can be written too, and is what is added.

import { attribute, element, find } from "../dom/element";
import type { Breakpoint } from "../model/breakpoint";
import { parse, print } from "../model/breakpoint_text";
import type { Store } from "../session/store";
import type { Stops } from "../session/stops";
import { likeThis } from "./like";
import type { Words } from "../session/words";

type Field = HTMLInputElement | HTMLSelectElement;

export function form(root: HTMLElement, store: Store, stops: Stops, words: Words): () => void {
  const field = <F extends Field = HTMLInputElement>(name: string): F => find<F>(root, `[name=${name}]`);
  const line = field("line");
  const problem = find(root.parentElement!, ".problem");
  const like = find<HTMLButtonElement>(root, "[data-do=like]");
  const add = find<HTMLButtonElement>(root, "[type=submit]");

  field("event").append(
    group("what became of a message", words.fates.map((f) => [`fate:${f}`, f])),
    group("events", words.kinds.map((k) => [k, k.replaceAll("-", " ")])),
  );
  field("reason").append(...words.reasons.map((r) => new Option(r, r)));

  // draft is what the fields say.
  function draft(): Breakpoint {
    const value = (name: string): string => field(name).value;
    const event = value("event");
    return {
      ...(event.startsWith("fate:") ? { fate: event.slice(5) as never } : event ? { kinds: [event as never] } : {}),
      ...Object.fromEntries(["reason", "node", "socket", "link", "text"].filter(value).map((name) => [name, value(name)])),
      ...(value("depth") ? { depth: +value("depth") } : {}),
      ...(value("blocked") ? { blocked: +value("blocked") * 1000 } : {}),
      ...(field("once").checked ? { once: true } : {}),
    };
  }

  // fill the fields with what the line says, as far as they can.
  function fill(b: Breakpoint): void {
    field("event").value = b.fate ? `fate:${b.fate}` : (b.kinds?.[0] ?? "");
    for (const name of ["reason", "node", "socket", "link", "text"] as const) field(name).value = b[name] ?? "";
    field("depth").value = b.depth ? String(b.depth) : "";
    field("blocked").value = b.blocked ? String(b.blocked / 1000) : "";
    field("once").checked = b.once ?? false;
  }

  function tried<T>(f: () => T): T | undefined {
    try {
      problem.textContent = "";
      return f();
    } catch (error) {
      problem.textContent = `This is no ${(error as Error).message.replace("breakpoint: ", "breakpoint: ")}.`;
      return undefined;
    }
  }

  root.addEventListener("input", (e) => {
    if (e.target !== line) line.value = print(draft());
  });
  line.addEventListener("change", () => {
    const b = line.value && tried(() => parse(line.value, words));
    if (b) fill(b);
  });
  root.addEventListener("submit", (e) => {
    e.preventDefault();
    const b = tried(() => parse(line.value, words));
    attribute(line, "aria-invalid", String(!b));
    if (!b) return;
    line.value = "";
    fill({});
    void stops.set([...stops.list, b]);
  });
  like.addEventListener("click", () => {
    if (store.event) void stops.set([...stops.list, likeThis(store.event)]);
  });

  let known = "";
  return () => {
    add.disabled = !stops.mayEdit;
    like.disabled = !stops.mayEdit || !store.event;
    attribute(like, "title", store.event ? print(likeThis(store.event)) : "");
    const { nodes, sockets, links } = store.history.state(store.head);
    const here = JSON.stringify([nodes.map((n) => n.name), sockets.map((k) => k.id), links.map((l) => l.id)]);
    if (here === known) return;
    known = here;
    offer(field("node"), nodes.map((n) => [n.name, n.name]));
    offer(field("socket"), sockets.map((k) => [k.id, `${k.id} (${k.type})`]));
    offer(field("link"), links.map((l) => [l.id, `${l.id}: ${l.from} to ${l.to ?? l.endpoint}`]));
  };
}

// offer these choices, and keep what is chosen.
function offer(select: Field, choices: readonly (readonly [string, string])[]): void {
  const chosen = select.value;
  select.replaceChildren(new Option("any", ""), ...choices.map(([value, text]) => new Option(text, value)));
  select.value = choices.some(([value]) => value === chosen) ? chosen : "";
}

function group(title: string, choices: readonly (readonly [string, string])[]): HTMLOptGroupElement {
  const g = element("optgroup", "", ...choices.map(([value, text]) => new Option(text, value)));
  g.label = title;
  return g;
}
