// Elements, made and found. Text goes in as text, never as markup: frames of
// messages are hostile.

export function element<K extends keyof HTMLElementTagNameMap>(
  tag: K, className = "", ...children: (Node | string)[]
): HTMLElementTagNameMap[K] {
  const e = document.createElement(tag);
  if (className) e.className = className;
  e.append(...children);
  return e;
}

// find is for what the page's template surely holds.
export function find<E extends Element = HTMLElement>(root: ParentNode, selector: string): E {
  const e = root.querySelector<E>(selector);
  if (!e) throw new Error(`the page has no ${selector}`);
  return e;
}

// write changes a text only when it differs, so that nothing is laid out or read aloud in vain.
export function write(e: Element, text: string): void {
  if (e.textContent !== text) e.textContent = text;
}

export function attribute(e: Element, name: string, value: string): void {
  if (e.getAttribute(name) !== value) e.setAttribute(name, value);
}

// keep makes the parent's children these, leaving alone those that are the same.
export function keep(parent: Element, children: readonly Node[]): void {
  const now = parent.childNodes;
  if (now.length === children.length && children.every((c, i) => c === now[i])) return;
  parent.replaceChildren(...children);
}
