// The latencies of both halves over one logarithmic axis: ZeroMQ as a filled
// shape, HTTP as a line over it, so that either is seen through the other
// without a colour.

import { micros } from "./figures";
import { at, outline, spanOf, steps, ticks, type Span, type Step } from "./shape";
import type { Half, Result } from "./types";

const height = 180;
const space = { top: 22, bottom: 40 };

// distribution is drawn for a place of that width, in pixels.
export function distribution(r: Result, width: number): SVGSVGElement {
  const span = spanOf([r.httpHalf, r.zeromqHalf]);
  const [http, zeromq] = [steps(r.httpHalf.buckets), steps(r.zeromqHalf.buckets)];
  const top = Math.max(...http.map((s) => s.share), ...zeromq.map((s) => s.share));
  const root = svg("svg", { class: "shape", viewBox: `0 ${-space.top} ${width} ${height + space.top + space.bottom}`, role: "img", "aria-label": told(r) });
  for (const us of ticks(span, width)) root.append(...tick(span, us, width));
  root.append(
    svg("path", { class: "zeromq", d: outline(zeromq, span, top, width, height) }),
    svg("path", { class: "http", d: outline(http, span, top, width, height) }),
    svg("path", { class: "ground", d: `M0 ${height}H${width}` }),
    ...names(span, http, zeromq, width),
    text(width / 2, height + 36, "", "latency in µs, logarithmic; height: share of all", width),
  );
  return root;
}

function told(r: Result): string {
  const half = (name: string, h: Half): string => `${name}: half within ${micros(h.latency.p50)}, 99 of 100 within ${micros(h.latency.p99)}`;
  return `Distribution of the latencies. ${half("HTTP", r.httpHalf)}. ${half("ZeroMQ", r.zeromqHalf)}.`;
}

function tick(span: Span, us: number, width: number): SVGElement[] {
  const x = at(span, us) * width;
  return [
    svg("path", { class: "tick", d: `M${x.toFixed(1)} 0V${height + 4}` }),
    text(x, height + 18, "", us.toLocaleString("en-GB"), width),
  ];
}

// names stand above their peaks; where those are close, the left one to the left and the right one to the right.
function names(span: Span, http: readonly Step[], zeromq: readonly Step[], width: number): SVGElement[] {
  const peak = (all: readonly Step[]): number => {
    const highest = all.reduce((best, s) => (s.share > best.share ? s : best));
    return at(span, Math.sqrt(highest.from * highest.to)) * width;
  };
  const both = [{ name: "HTTP", x: peak(http) }, { name: "ZeroMQ", x: peak(zeromq) }].sort((a, b) => a.x - b.x);
  const close = both[1]!.x - both[0]!.x < 90;
  return both.map((b, i) => text(b.x + (close ? (i === 0 ? -32 : 32) : 0), -7, "name", b.name, width));
}

function text(x: number, y: number, kind: string, words: string, width: number): SVGElement {
  const inset = Math.min(Math.max(x, 30), width - 30);
  const e = svg("text", { class: kind, x: inset.toFixed(1), y: String(y), "text-anchor": "middle" });
  e.textContent = words;
  return e;
}

function svg<K extends keyof SVGElementTagNameMap>(tag: K, attributes: Readonly<Record<string, string>>): SVGElementTagNameMap[K] {
  const e = document.createElementNS("http://www.w3.org/2000/svg", tag);
  for (const [name, value] of Object.entries(attributes)) e.setAttribute(name, value);
  return e;
}
