// Shapes are SVG elements as values. patch makes a parent's children be them,
// and touches only what differs: what stays keeps its focus and its motion.

type Attributes = Readonly<Record<string, string | number | undefined>>;

export interface Shape {
  readonly tag: string;
  readonly key: string;
  readonly attributes: Attributes;
  readonly children: readonly Shape[];
  readonly text: string;
}

type Content = Shape | string | false | undefined | readonly (Shape | false | undefined)[];

// h makes a shape; the attribute "key" tells it from its siblings.
export function h(tag: string, attributes: Attributes = {}, ...content: Content[]): Shape {
  const { key, ...rest } = attributes;
  const text = content.filter((c): c is string => typeof c === "string").join("");
  const children = content.flat().filter((c): c is Shape => typeof c === "object" && c !== null);
  return { tag, key: key === undefined ? "" : String(key), attributes: rest, children, text };
}

interface Kept {
  shape: Shape;
  readonly element: SVGElement;
}

const kept = new WeakMap<Element, Map<string, Kept>>();

export function patch(parent: Element, shapes: readonly Shape[]): void {
  const before = kept.get(parent) ?? new Map<string, Kept>();
  const after = new Map<string, Kept>();
  const counts = new Map<string, number>();
  let place: ChildNode | null = parent.firstChild;
  for (const shape of shapes) {
    const name = `${shape.tag} ${shape.key}`;
    const count = counts.get(name) ?? 0;
    counts.set(name, count + 1);
    const key = `${name} ${count}`;
    const k = before.get(key) ?? { shape: empty, element: make(shape.tag) };
    before.delete(key);
    update(k, shape);
    after.set(key, k);
    if (k.element === place) place = place.nextSibling;
    else parent.insertBefore(k.element, place);
  }
  for (const k of before.values()) k.element.remove();
  kept.set(parent, after);
}

const empty: Shape = { tag: "", key: "", attributes: {}, children: [], text: "" };

function make(tag: string): SVGElement {
  return document.createElementNS("http://www.w3.org/2000/svg", tag);
}

function update(k: Kept, shape: Shape): void {
  const { element, shape: was } = k;
  for (const name of Object.keys(was.attributes)) {
    if (shape.attributes[name] === undefined) element.removeAttribute(name);
  }
  for (const [name, value] of Object.entries(shape.attributes)) {
    if (value !== undefined && value !== was.attributes[name]) element.setAttribute(name, String(value));
  }
  if (shape.text !== was.text) element.textContent = shape.text;
  if (shape.text === "" && (shape.children.length > 0 || was.children.length > 0)) patch(element, shape.children);
  k.shape = shape;
}
