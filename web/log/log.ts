// The list of events. Only the rows in sight are in the page; the one the
// cursor stands on is lit, later ones are pale, and a click goes there.

import { attribute, element, find, write } from "../dom/element";
import { setAbout } from "../mark/about";
import { flowOf } from "../mark/naming";
import { markOf, svg } from "../mark/shape";
import { bad, count, seconds, verbOf } from "../mark/words";
import { calmly } from "../session/calm";
import type { Store } from "../session/store";
import { brief } from "./brief";
import { Shown, sortNames } from "./filter";

interface Row {
  readonly seq: number;
  readonly e: HTMLElement;
}

const spare = 4; // rows kept above and below those in sight

export function mount(root: HTMLElement, store: Store): void {
  const list = find(root, "#log");
  const total = find(root, "#log-count");
  const choice = find<HTMLSelectElement>(root, "#log-filter");
  const all = list.appendChild(element("div", "all"));
  let rows = new Map<number, Row>(); // by their place in the list
  let shown = new Shown(store.history, "");
  let pitch = 0;
  let away = false; // the reader has scrolled away from the cursor
  let lit = -1;

  new ResizeObserver(measure).observe(list);

  function measure(): void {
    const probe = all.appendChild(element("div", "row"));
    if (pitch !== probe.offsetHeight) clear();
    pitch = probe.offsetHeight;
    probe.remove();
    draw(true);
  }

  function clear(): void {
    for (const r of rows.values()) r.e.remove();
    rows = new Map();
  }

  function draw(moved: boolean): void {
    if (pitch === 0) return;
    if (!shown.isOf(store.history, choice.value)) {
      shown = new Shown(store.history, choice.value);
      clear();
      moved = true;
    }
    shown.grow();
    all.style.height = `${shown.length * pitch + 8}px`;
    lit = shown.row(store.cursor.seq);
    if (moved && !away) reveal();
    fill();
    write(total, choice.value ? `${shown.length} of ${store.head}` : String(store.head));
  }

  function reveal(): void {
    const [top, bottom] = [lit * pitch, (lit + 1) * pitch + 8];
    if (store.cursor.following || bottom > list.scrollTop + list.clientHeight) list.scrollTop = bottom - list.clientHeight;
    else if (top < list.scrollTop) list.scrollTop = top;
  }

  function fill(): void {
    const from = Math.max(0, Math.floor(list.scrollTop / pitch) - spare);
    const to = Math.min(shown.length, Math.ceil((list.scrollTop + list.clientHeight) / pitch) + spare);
    for (const [i, r] of rows) if (i < from || i >= to) { r.e.remove(); rows.delete(i); }
    for (let i = from; i < to; i++) {
      let r = rows.get(i);
      if (!r) rows.set(i, (r = row(i)));
      r.e.classList.toggle("now", i === lit);
      r.e.classList.toggle("later", i > lit);
      attribute(r.e, "aria-selected", String(i === lit));
    }
    const now = rows.get(lit);
    setAbout(list, now && store.history.event(now.seq)); // a menu opened by a key is about the row that is lit
    if (now) attribute(list, "aria-activedescendant", now.e.id);
    else list.removeAttribute("aria-activedescendant");
  }

  function row(i: number): Row {
    const seq = shown.seq(i);
    const e = store.history.event(seq)!;
    const flow = flowOf(store.history, e);
    const { what, where } = brief(store.history, e);
    const r = element("div", bad(e) ? "row bad" : "row",
      element("span", "n", String(seq)), element("span", "t", seconds(e.at)), svg(markOf(e, flow), flow), element("span", "v", verbOf(e)),
      ...(what && where ? [element("span", "o", what), element("span", "w", where)] : [element("span", "o wide", what || where)]));
    r.id = `event-${seq}`;
    r.title = e.say;
    setAbout(r, e);
    r.setAttribute("role", "option");
    r.setAttribute("aria-setsize", "-1");
    r.setAttribute("aria-posinset", String(i + 1));
    r.style.transform = `translateY(${i * pitch}px)`;
    r.addEventListener("click", () => go(i));
    all.append(r);
    return { seq, e: r };
  }

  function go(i: number): void {
    if (i < 0 || i >= shown.length) return;
    away = false;
    const seq = shown.seq(i);
    store.seek(seq);
    const message = store.history.event(seq)?.message;
    if (message !== undefined) store.select({ kind: "message", id: message });
  }

  list.addEventListener("scroll", () => {
    if (shown.isOf(store.history, choice.value)) fill(); // not the rows of a run that has just ended
  }, { passive: true });
  list.addEventListener("wheel", leave, { passive: true });
  list.addEventListener("touchmove", leave, { passive: true });
  list.addEventListener("keydown", (e) => {
    if (e.key !== "ArrowUp" && e.key !== "ArrowDown") return;
    e.preventDefault();
    go(lit + (e.key === "ArrowUp" ? -1 : 1));
  });
  choice.addEventListener("change", () => draw(true));

  // leave the cursor alone until it is in sight again, or the reader moves it.
  function leave(): void {
    away = true;
    requestAnimationFrame(() => {
      away = lit * pitch > list.scrollTop + list.clientHeight || (lit + 1) * pitch < list.scrollTop;
    });
  }

  choices(choice, []);
  let names = "";
  store.subscribe(calmly(store, (changed) => {
    if (!changed.state && !changed.log) return;
    if (changed.state && !store.playing) away = false;
    const now = store.state.nodes.map((n) => n.name);
    if (now.join("\n") !== names) choices(choice, now);
    names = now.join("\n");
    draw(changed.state);
    attribute(list, "aria-label", `Events, newest last: ${count(store.head, "event")}`);
  }));
}

function choices(select: HTMLSelectElement, nodes: readonly string[]): void {
  const was = select.value;
  const option = (value: string, words: string): HTMLOptionElement => {
    const o = element("option", "", words);
    o.value = value;
    return o;
  };
  const group = (label: string, ...options: HTMLElement[]): HTMLElement => {
    const g = element("optgroup", "", ...options);
    g.label = label;
    return g;
  };
  select.replaceChildren(option("", "all"), ...sortNames.map((s) => option(`sort:${s}`, s)), group("of one node", ...nodes.map((n) => option(`node:${n}`, n))));
  select.value = was;
  if (select.value !== was) select.value = "";
}
