// Two runs beside each other: where they part, and what became of each message.

import { element } from "../dom/element";
import { count } from "../mark/words";
import { compare, type Comparison, type TwoFates } from "../session/api";
import type { Store } from "../session/store";

const most = 200; // rows; what differs comes first

// comparison of the run shown (a) with another one (b) of the same room.
export async function comparison(store: Store, a: number, b: number): Promise<HTMLElement> {
  const c = await compare(store.room!.id, a, b);
  const head = element("tr", "", ...["Message", `Run ${a}`, `Run ${b}`].map((t) => element("th", "", t)));
  const body = c.fates.slice(0, most).map((f) => row(store, f));
  const left = c.fates.length - body.length;
  return element("section", "compared",
    element("h2", "", `Run ${a} and run ${b}`), parting(store, c, a, b),
    element("p", "note", counts(c)),
    element("table", "fates-table", element("thead", "", head), element("tbody", "", ...body)),
    ...(left > 0 ? [element("p", "note", `${left} more are alike or not shown.`)] : []));
}

function counts(c: Comparison): string {
  const other = c.fates.length - c.same;
  if (other === 0) return `${count(c.same, "message")}, each with the same fate in both.`;
  return `${count(other, "message")} ${other === 1 ? "has" : "have"} another fate; ${c.same} have the same.`;
}

// parting says where the runs part; its button goes there.
function parting(store: Store, c: Comparison, a: number, b: number): HTMLElement {
  if (!c.part) return element("p", "", "They are the same, event for event.");
  const go = element("button", "quiet", `They part at event ${c.part}`);
  go.type = "button";
  go.addEventListener("click", () => store.seek(Math.min(c.part, store.head)));
  const say = (run: number, e: Comparison["a"]): HTMLElement => element("p", "", element("b", "", `${run} `), e ? e.say : "it has no such event yet");
  return element("div", "parting", go, say(a, c.a), say(b, c.b));
}

function row(store: Store, f: TwoFates): HTMLElement {
  const name = element("button", "link", f.name);
  name.type = "button";
  name.disabled = !f.a.message;
  name.title = `${f.from}, its message ${f.number}`;
  name.addEventListener("click", () => {
    store.select({ kind: "message", id: f.a.message! });
    if (f.a.seq) store.seek(f.a.seq);
  });
  return element("tr", f.a.fate === f.b.fate ? "" : "differs", element("td", "", name), element("td", "", f.a.fate), element("td", "", f.b.fate));
}
