// What stands on a stage is SVG that a style sheet colours. In a file there is
// no style sheet: each shape is written with what the sheet makes of it now. A
// mark of something to press is left out: nothing can be pressed in a file.

import { escaped, tag, type Attributes } from "./xml";

const geometry = ["d", "x", "y", "width", "height", "rx", "ry", "cx", "cy", "r", "x1", "y1", "x2", "y2", "points", "transform", "dx", "dy"] as const;
const outlines = ["stroke", "stroke-width", "stroke-linecap", "stroke-linejoin", "stroke-dasharray"] as const;
const words = ["font-family", "font-size", "font-weight", "text-anchor", "text-decoration-line", "paint-order"] as const;

// usual values need not be written; they are SVG's own.
const usual: Readonly<Record<string, string>> = {
  "stroke-width": "1px", "stroke-linecap": "butt", "stroke-linejoin": "miter", "stroke-dasharray": "none", "font-weight": "400",
  "text-anchor": "start", "text-decoration-line": "none", "paint-order": "normal", opacity: "1",
};

export function resolved(e: Element): string {
  const style = getComputedStyle(e);
  if (style.display === "none" || style.visibility === "hidden" || e.classList.contains("by-hand")) return "";
  const children = [...e.children].map(resolved).filter((c) => c !== "");
  if (e.tagName === "g" || e.tagName === "svg") return group(e, style, children);
  return tag(e.tagName, { ...own(e, geometry), ...painted(e, style) }, e.tagName === "text" ? escaped(e.textContent ?? "") : "");
}

function group(e: Element, style: CSSStyleDeclaration, children: readonly string[]): string {
  const attributes = { ...own(e, ["transform"]), ...from(style, ["opacity"]) };
  const bare = Object.values(attributes).every((v) => v === undefined);
  if (children.length === 0) return "";
  return bare ? children.join("\n") : tag("g", attributes, children.join("\n"));
}

function painted(e: Element, style: CSSStyleDeclaration): Attributes {
  const stroked = style.stroke === "none" ? {} : from(style, outlines);
  const text = e.tagName === "text" ? from(style, words) : {};
  return { fill: style.fill, ...stroked, ...text, ...from(style, ["opacity"]) };
}

function from(style: CSSStyleDeclaration, names: readonly string[]): Attributes {
  return Object.fromEntries(names.map((name) => {
    const value = style.getPropertyValue(name);
    const attribute = name === "text-decoration-line" ? "text-decoration" : name;
    return [attribute, value === "" || value === usual[name] ? undefined : value];
  }));
}

function own(e: Element, names: readonly string[]): Attributes {
  return Object.fromEntries(names.map((name) => [name, e.getAttribute(name) ?? undefined]));
}
