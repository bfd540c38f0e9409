// Control is one field of a form, as the server describes it.

import { element } from "../dom/element";
import type { Field } from "../model/act";
import { answer, type Answer } from "./answer";
import { parts } from "./parts";

export interface Control {
  readonly e: HTMLElement;
  readonly field: Field;
  answer(): Answer;
}

export function control(field: Field): Control {
  switch (field.kind) {
    case "flag":
      return flag(field);
    case "choice":
      return choice(field);
    case "frames":
      return parts(field);
    default:
      return line(field);
  }
}

function line(field: Field): Control {
  const input = element("input");
  input.type = "text"; // a number field tells nothing of what is wrong in it
  input.value = field.default ?? "";
  input.autocomplete = "off";
  input.spellcheck = false;
  if (field.kind === "number") input.inputMode = (field.min ?? 0) < 0 ? "text" : field.scale && field.scale > 1 ? "decimal" : "numeric";
  return { e: labelled(field, input), field, answer: () => answer(field, input.value) };
}

function flag(field: Field): Control {
  const input = element("input");
  input.type = "checkbox";
  input.checked = field.default === "1" || field.default === "true";
  const e = element("label", "field flag", input, element("span", "field-title", field.title));
  return { e, field, answer: () => answer(field, input.checked) };
}

function choice(field: Field): Control {
  const select = element("select", "", ...(field.choices ?? []).map((c) => {
    const o = element("option", "", c || "both");
    o.value = c;
    return o;
  }));
  select.value = field.default ?? field.choices?.[0] ?? "";
  return { e: labelled(field, select), field, answer: () => answer(field, select.value) };
}

function labelled(field: Field, input: HTMLElement): HTMLElement {
  const unit = field.unit ? [element("span", "unit", field.unit)] : [];
  return element("label", "field", element("span", "field-title", field.title), element("span", "field-control", input, ...unit));
}
