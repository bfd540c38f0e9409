// Wire: the bytes of one parcel as they crossed it, and what they say.

import { attribute, element, keep, write } from "../dom/element";
import { flowOf, named, nodeOf, titleOf } from "../mark/naming";
import { svg } from "../mark/shape";
import { count, seconds } from "../mark/words";
import { Parcels, type Answer, type Parcel } from "../session/parcel";
import type { Store } from "../session/store";
import type { Draw } from "./panel";
import { Choice, type Sent, type Shown } from "./wire_choice";
import { WireView } from "./wire_view";

const dwell = 1000; // ms that a parcel stays while time runs, so that it can be read
const wide = 28; // rem that 16 bytes a row take

export function wire(root: HTMLElement, store: Store): Draw {
  const choice = new Choice();
  const parcels = new Parcels(() => draw(), (room, run, id) => store.parcel(room, run, id));
  const view = new WireView();
  const stamp = element("p", "stamp");
  const ratio = element("p", "ratio");
  const copies = element("div", "copies");
  attribute(copies, "role", "group");
  attribute(copies, "aria-label", "Its parcels");
  const other = element("button", "other");
  other.type = "button";
  const note = element("p", "note");
  let shown: Shown | undefined;
  let since = 0;
  let columns = 16;
  let drawn: readonly unknown[] = [];

  new ResizeObserver(() => {
    const rem = parseFloat(getComputedStyle(document.documentElement).fontSize);
    const fits = root.clientWidth >= (wide + 2.5) * rem ? 16 : 8;
    if (fits === columns || root.hidden) return;
    columns = fits;
    draw();
  }).observe(root);

  function choose(): void {
    const next = choice.next(store);
    if (shown?.sent && store.history.event(shown.sent.seq) !== shown.sent) shown = undefined; // of another run
    const another = next?.sent?.parcel !== shown?.sent?.parcel || next?.others.length !== shown?.others.length || next?.message !== shown?.message;
    const hasty = store.playing && next?.message !== selected() && performance.now() - since < dwell;
    if (!another || (hasty && shown)) return;
    shown = next;
    since = performance.now();
  }

  function selected(): number | undefined {
    return store.selection?.kind === "message" ? store.selection.id : undefined;
  }

  function draw(): void {
    if (root.hidden) return;
    if (!shown) return say("No byte has crossed a wire yet.");
    const { sent } = shown;
    if (!sent) return say("Nothing of it has crossed a wire yet.", title(shown));
    const answer = parcels.get(store.room?.id ?? "", store.room?.run ?? 0, sent.parcel);
    const weight = arrived(sent);
    const beside = choice.beside(store.history, store.cursor.seq, sent, half);
    const besides = beside && parcels.get(store.room?.id ?? "", store.room?.run ?? 0, beside.parcel);
    if (answer === undefined || same([shown, answer, columns, weight, besides])) return;
    stamp.replaceChildren(...title(shown, answer));
    pick(shown, sent);
    const many = shown.others.length > 1 ? [copies] : [];
    if (typeof answer === "string") return body(stamp, ...many, told(answer));
    if (answer.size === 0) return body(stamp, ...many, told(answer.note ?? ""));
    write(ratio, weigh(answer, weight));
    view.show(answer, columns);
    root.className = `tab wire ${flowOf(store.history, sent) ?? "control"}`;
    body(stamp, ...many, ratio, ...compared(beside, besides), view.hex, ...(answer.note ? [told(answer.note)] : []), view.explain, view.list);
  }

  // same tells that all this is drawn already.
  function same(now: readonly unknown[]): boolean {
    const is = now.length === drawn.length && now.every((v, i) => v === drawn[i]);
    drawn = now;
    return is;
  }

  function body(...parts: HTMLElement[]): void {
    keep(root, parts);
  }

  function told(text: string): HTMLElement {
    write(note, text);
    return note;
  }

  function say(text: string, words: readonly (Node | string)[] = []): void {
    if (same([text, shown])) return;
    stamp.replaceChildren(...words);
    body(...(words.length > 0 ? [stamp] : []), told(text));
  }

  function title(s: Shown, answer?: Answer): (Node | string)[] {
    const e = s.sent;
    const name = named(store.history, s.message);
    const way = e ? `${called(e.socket)} to ${called(e.peer) || "its peer"}, ${seconds(e.at)} s` : "";
    return [svg(name.flow ?? "control", name.flow), element("b", "", name.name || whatOf(e, answer)), element("span", "", way)];
  }

  function called(socket: string | undefined): string {
    const node = store.node(nodeOf(socket));
    return node ? titleOf(node) : nodeOf(socket);
  }

  function pick(s: Shown, now: Sent): void {
    const held = copies.contains(document.activeElement);
    const parts = s.others.every((e) => e.peer === now.peer);
    copies.replaceChildren(...s.others.map((e, i) => copy(s, e, parts ? `part ${i + 1}` : `to ${called(e.peer)}`)));
    if (held) copies.querySelector<HTMLElement>("[aria-pressed=true]")?.focus();
  }

  function copy(s: Shown, e: Sent, words: string): HTMLElement {
    const b = element("button", "", words);
    b.type = "button";
    attribute(b, "aria-pressed", String(e.parcel === s.sent?.parcel));
    b.addEventListener("click", () => {
      if (s.message !== undefined) choice.pick(s.message, e.parcel);
      shown = { ...s, sent: e };
      draw();
    });
    return b;
  }

  function half(e: Sent): string | undefined {
    return store.node(nodeOf(e.socket))?.half;
  }

  // compared is one line on what the other half of a duel sent; a click shows it.
  function compared(e: Sent | undefined, answer: Answer | undefined): HTMLElement[] {
    if (!e || typeof answer !== "object" || answer.size === 0) return [];
    const { name, flow } = named(store.history, e.message);
    const whose = half(e) === "http" ? "HTTP" : "ZeroMQ";
    other.replaceChildren(svg(flow ?? "control", flow), element("span", "", `beside it, ${whose}'s `, element("b", "", name), `: ${weigh(answer, arrived(e))}`));
    other.onclick = () => store.select({ kind: "message", id: e.message! });
    return [other];
  }

  function arrived(sent: Sent): number | undefined {
    if (sent.message === undefined) return undefined;
    return store.history.life(sent.message).find((e) => e.kind === "arrived" && e.parcel === sent.parcel)?.payload;
  }

  return (changed) => {
    if (root.hidden || !(changed.time || changed.state || changed.log || changed.selection)) return;
    choose();
    draw();
  };
}

// weigh tells what a program wrote from what carries it; payload counts also what is not shown.
function weigh(p: Parcel, payload: number | undefined): string {
  const all = `${count(p.size, "byte")} on the wire`;
  const written = p.missing ? payload : (p.payload ?? 0);
  return written === undefined ? `${all}.` : `${all}: ${written} of payload, ${p.size - written} of overhead.`;
}

// whatOf names a parcel that is no message: a command by its own name.
function whatOf(e: Sent | undefined, answer: Answer | undefined): string {
  const command = typeof answer === "object" ? answer.fields.find((f) => f.name === "command")?.value : undefined;
  return command ?? e?.what.replaceAll("-", " ") ?? "";
}
