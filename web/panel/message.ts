// The inspector: the frames of the chosen message, its whole life, and its
// fate in one sentence. With none chosen it is the message of the event.

import { element, keep } from "../dom/element";
import { named } from "../mark/naming";
import { markOf, svg } from "../mark/shape";
import { bad, count, seconds } from "../mark/words";
import type { Event, Frame } from "../model/types";
import type { Store } from "../session/store";
import { fate } from "./fate";
import { hex, header } from "./bytes";
import type { Draw } from "./panel";

export function message(root: HTMLElement, store: Store): Draw {
  let shown: number | undefined;
  let before = { lived: -1, seq: -1 };
  return (changed) => {
    if (root.hidden || !(changed.state || changed.log || changed.selection)) return;
    const id = chosen(store) ?? shown ?? newest(store);
    if (id === undefined) return keep(root, [element("p", "note", "No message has been sent yet.")]);
    const life = store.history.life(id);
    const same = id === shown && before.lived === life.length && before.seq === store.cursor.seq;
    if (same) return;
    before = { lived: life.length, seq: store.cursor.seq };
    shown = id;
    root.replaceChildren(...page(store, id, life));
  };
}

function chosen(store: Store): number | undefined {
  return store.selection?.kind === "message" ? store.selection.id : store.event?.message;
}

// newest message of the events up to the cursor.
function newest(store: Store): number | undefined {
  for (let seq = store.cursor.seq; seq >= store.history.first; seq--) {
    const id = store.history.event(seq)?.message;
    if (id !== undefined) return id;
  }
  return undefined;
}

function page(store: Store, id: number, life: readonly Event[]): HTMLElement[] {
  const { name, flow, frames, from } = named(store.history, id);
  const http = store.socket(from ?? "")?.type === "HTTP";
  const bytes = frames.reduce((sum, f) => sum + f.size, 0);
  const stamp = element("p", "stamp", svg(flow ?? "control", flow), element("b", "", name || `message ${id}`), element("span", "", `${http ? "HTTP" : count(frames.length, "frame")}, ${count(bytes, "byte")}`));
  const past = life.filter((e) => e.seq <= store.cursor.seq);
  const sentence = element("p", "say-small", fate(past, store.state, id));
  return [stamp, sentence, ...(http ? [text(frames)] : [table(frames), wire(past, bytes)]), element("h2", "", "Its life so far"), lifeOf(store, life)];
}

// text is an HTTP message as it is written, and its first bytes.
function text(frames: readonly Frame[]): HTMLElement {
  return element("table", "hex", ...frames.map((f) => element("tr", "", content(f))));
}

// wire tells what crossed it: inproc speaks no ZMTP, the message is handed over in memory.
function wire(past: readonly Event[], bytes: number): HTMLElement {
  const sent = past.find((e) => e.kind === "sent");
  const words =
    !sent ? "Nothing of it has crossed a wire yet." :
    !sent.bytes ? "Over inproc it is handed over in memory: no byte crosses a wire." :
    `${count(sent.bytes, "byte")} on the wire: ${bytes} of content and ${sent.bytes - bytes} of framing.`;
  return element("p", "note", words);
}

function table(frames: readonly Frame[]): HTMLElement {
  const head = element("tr", "", element("th", "", "ZMTP"), element("th", "", "means"));
  const rows = frames.flatMap((f, i) => {
    const more = i < frames.length - 1;
    return [
      element("tr", "", element("td", "", header(f, more)), element("td", "", `${more ? "frame" : "last frame"}, ${count(f.size, "byte")}`)),
      element("tr", "", element("td", ""), content(f)),
    ];
  });
  return element("table", "hex", head, ...rows);
}

function content(f: Frame): HTMLElement {
  if (f.size === 0) return element("td", "", "empty: the delimiter between envelope and body");
  const text = f.hex ? "" : (f.preview ?? "");
  const { bytes, rest } = hex(f);
  return element("td", "", element("span", "mono", text), element("span", "bytes", bytes + (rest > 0 ? ` … ${rest} more` : "")));
}

function lifeOf(store: Store, life: readonly Event[]): HTMLElement {
  const rows = life.map((e) => {
    const flow = named(store.history, e.message).flow;
    const b = element("button", "", element("time", "", seconds(e.at)), svg(markOf(e, flow), flow), element("span", "", e.say));
    b.type = "button";
    b.addEventListener("click", () => store.seek(e.seq));
    const when = e.seq === store.cursor.seq ? "now" : e.seq > store.cursor.seq ? "later" : "";
    return element("li", `${when} ${bad(e) ? "bad" : ""}`.trim(), b);
  });
  return element("ol", "life", ...rows);
}
