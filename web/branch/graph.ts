// The graph beside the rows: each run a line in world time, from where it left
// its parent to its end, and a stem down from there.

import type { Row } from "./tree";

const ns = "http://www.w3.org/2000/svg";
const pitch = 64; // px between two rows; as high as a row of the list
const left = 10;

export function graph(rows: readonly Row[], width: number, shown: number): SVGSVGElement {
  const svg = document.createElementNS(ns, "svg");
  const end = Math.max(1, ...rows.map((r) => r.to));
  const x = (at: number): number => left + (at / end) * (width - 2 * left);
  const y = (row: number): number => row * pitch + pitch / 2;
  svg.setAttribute("width", String(width));
  svg.setAttribute("height", String(rows.length * pitch));
  svg.setAttribute("aria-hidden", "true");
  rows.forEach((r, i) => {
    const kind = `${r.branch.live ? "live" : "past"}${r.branch.run === shown ? " shown" : ""}`;
    if (r.stem !== undefined) svg.append(line(`M${x(r.from)} ${y(r.stem)}V${y(i)}`, kind));
    svg.append(line(`M${x(r.from)} ${y(i)}H${Math.max(x(r.to), x(r.from) + 2)}`, kind), dot(x(r.to), y(i), kind));
  });
  return svg;
}

function line(d: string, kind: string): SVGPathElement {
  const path = document.createElementNS(ns, "path");
  path.setAttribute("d", d);
  path.setAttribute("class", kind);
  return path;
}

function dot(cx: number, cy: number, kind: string): SVGCircleElement {
  const circle = document.createElementNS(ns, "circle");
  for (const [name, value] of Object.entries({ cx, cy, r: 4 })) circle.setAttribute(name, String(value));
  circle.setAttribute("class", kind);
  return circle;
}
