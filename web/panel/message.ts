// The inspector: the whole life of the chosen message and the rules behind it,
// its fate in one sentence, and its frames. With none chosen it is the message
// of the event.

import { element, keep, write } from "../dom/element";
import { lives, type Lines } from "../life/life";
import { chosen, newest, showButton } from "../life/show";
import { named } from "../mark/naming";
import { markOf, svg } from "../mark/shape";
import { bad, count, seconds } from "../mark/words";
import type { Event, Frame } from "../model/types";
import type { Store } from "../session/store";
import { fate } from "./fate";
import { hex, header } from "./bytes";
import type { Draw } from "./panel";

export function message(root: HTMLElement, store: Store): Draw {
  let page: Page | undefined;
  let of: readonly unknown[] = [];
  const show = showButton(store, () => page?.id);
  const none = element("p", "note", "No message has been sent yet.");
  return () => {
    if (root.hidden) return;
    const id = chosen(store) ?? page?.id ?? newest(store);
    if (id === undefined) return keep(root, [none]);
    const now = [id, store.history.life(id).length, store.history, store.pattern];
    if (!page || now.some((x, i) => x !== of[i])) page = pageOf(store, id, show.button, root);
    of = now;
    page.mark();
    show.settle();
  };
}

interface Page {
  readonly id: number;
  readonly mark: () => void; // where the cursor stands
}

function pageOf(store: Store, id: number, show: HTMLElement, root: HTMLElement): Page {
  const { name, flow, frames, from } = named(store.history, id);
  const life = store.history.life(id);
  const http = store.socket(from ?? "")?.type === "HTTP";
  const bytes = frames.reduce((sum, f) => sum + f.size, 0);
  const stamp = element("p", "stamp", svg(flow ?? "control", flow), element("b", "", name || `message ${id}`), element("span", "", `${http ? "HTTP" : count(frames.length, "frame")}, ${count(bytes, "byte")}`));
  const sentence = element("p", "say-small");
  const lines: Lines = lives(store, life, flow);
  const told = element("div", "fated-so", sentence, show);
  const list = lifeOf(store, life);
  const rules = lines.rules.length > 0 ? [element("h2", "", lines.rules.length > 1 ? "The rules" : "The rule"), ...lines.rules] : [];
  const crossed = http ? [text(frames)] : [table(frames), wire(life, bytes)];
  root.replaceChildren(stamp, told, lines.lines, element("div", "rules", ...rules), ...crossed, element("h2", "", "Event by event"), list.e);
  const mark = (): void => {
    write(sentence, fate(life.filter((e) => e.seq <= store.cursor.seq), store.state, id));
    lines.mark();
    list.mark();
  };
  return { id, mark };
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

function lifeOf(store: Store, life: readonly Event[]): { e: HTMLElement; mark: () => void } {
  const rows = life.map((e) => {
    const flow = named(store.history, e.message).flow;
    const b = element("button", "", element("time", "", seconds(e.at)), svg(markOf(e, flow), flow), element("span", "", e.say));
    b.type = "button";
    b.addEventListener("click", () => store.seek(e.seq));
    return element("li", bad(e) ? "bad" : "", b);
  });
  const mark = (): void =>
    rows.forEach((row, i) => {
      const { seq } = life[i]!;
      row.classList.toggle("now", seq === store.cursor.seq);
      row.classList.toggle("later", seq > store.cursor.seq);
    });
  return { e: element("ol", "life", ...rows), mark };
}
