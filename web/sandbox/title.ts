// The title of a sandbox, at the head of the page: whoever steers it writes it there.

import { element, write } from "../dom/element";

// title shows it, and calls rename with what is written in its place.
export function title(head: HTMLElement, rename: (title: string) => void): (title: string, steering: boolean) => void {
  const input = element("input", "title");
  input.type = "text";
  input.placeholder = "Untitled sandbox";
  input.setAttribute("aria-label", "Title of the sandbox");
  input.spellcheck = false;
  input.autocomplete = "off";
  input.addEventListener("change", () => rename(input.value.trim()));
  input.addEventListener("keydown", (e) => {
    if (e.key === "Enter" || e.key === "Escape") input.blur();
    e.stopPropagation(); // the keys of the page are letters here
  });
  return (text, steering) => {
    document.title = `${text || input.placeholder} · Patternscope`;
    if (!steering) return write(head, text || input.placeholder);
    if (input.parentElement !== head) head.replaceChildren(input);
    if (document.activeElement !== input) input.value = text;
  };
}
