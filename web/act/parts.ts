// The parts of a message to send: one or more frames, each as text or as hex digits.

import { element } from "../dom/element";
import type { Field, Part } from "../model/act";
import { answer } from "./answer";
import type { Control } from "./control";

const most = 16;

export function parts(field: Field): Control {
  const list = element("ol", "parts");
  const more = element("button", "quiet", "Add a part");
  more.type = "button";
  const rows = (): HTMLElement[] => [...list.querySelectorAll("li")];
  const number = (): void => {
    rows().forEach((r, i) => {
      r.querySelector("input")!.setAttribute("aria-label", `Part ${i + 1}`);
      r.querySelector("select")!.setAttribute("aria-label", `Part ${i + 1} is`);
      const remove = r.querySelector("button")!;
      remove.setAttribute("aria-label", `Take part ${i + 1} out`);
      remove.disabled = rows().length === 1;
    });
    more.disabled = rows().length >= most;
  };
  const add = (text: string): HTMLElement => {
    const r = list.appendChild(row(text));
    r.querySelector("button")!.addEventListener("click", () => {
      const beside = (r.nextElementSibling ?? r.previousElementSibling)?.querySelector("input");
      r.remove();
      number();
      beside?.focus();
    });
    number();
    return r;
  };
  more.addEventListener("click", () => add("").querySelector("input")?.focus());
  add(field.default ?? "");
  const e = element("fieldset", "field frames", element("legend", "field-title", field.title), list, more);
  return { e, field, answer: () => answer(field, rows().map(partOf)) };
}

function row(text: string): HTMLElement {
  const input = element("input");
  input.type = "text";
  input.value = text;
  input.autocomplete = "off";
  input.spellcheck = false;
  const kind = element("select", "", ...["text", "hex"].map((k) => element("option", "", k)));
  const remove = element("button", "part-out", "×");
  remove.type = "button";
  return element("li", "", input, kind, remove);
}

function partOf(row: HTMLElement): Part {
  return { text: row.querySelector("input")!.value, hex: row.querySelector("select")!.value === "hex" };
}
