// The figures of both halves, a row each.

import { element } from "../dom/element";
import type { Half, Result } from "./types";

interface Column {
  readonly head: string;
  readonly title: string;
  readonly text: (h: Half) => string;
}

function columns(r: Result): readonly Column[] {
  const one = `one ${r.unit}`;
  return [
    { head: `${r.units} a second`, title: "Throughput", text: (h) => whole(h.perSecond) },
    { head: "p50", title: "Half of the latencies are at most this, in µs", text: (h) => micros(h.latency.p50) },
    { head: "p90", title: "9 of 10 latencies are at most this, in µs", text: (h) => micros(h.latency.p90) },
    { head: "p99", title: "99 of 100 latencies are at most this, in µs", text: (h) => micros(h.latency.p99) },
    { head: "p99.9", title: "999 of 1,000 latencies are at most this, in µs", text: (h) => micros(h.latency.p999) },
    { head: "longest", title: "The longest latency, in µs", text: (h) => micros(h.latency.max) },
    { head: "CPU", title: `Processor time of the whole process for ${one}, in µs`, text: (h) => (h.cpu > 0 ? micros(h.cpu) : "not known") },
    { head: "on the wire", title: `Bytes on the wire for ${one}, both ways`, text: (h) => `${whole(h.bytes)} B` },
  ];
}

export function figures(r: Result): HTMLTableElement {
  const all = columns(r);
  const head = element("tr", "", element("td"));
  for (const c of all) {
    const th = element("th", "", c.head);
    th.scope = "col";
    th.title = c.title;
    head.append(th);
  }
  const row = (name: string, key: string, h: Half): HTMLTableRowElement => {
    const th = element("th", key, element("i"), name);
    th.scope = "row";
    return element("tr", "", th, ...all.map((c) => element("td", "", c.text(h))));
  };
  return element("table", "", element("thead", "", head),
    element("tbody", "", row("HTTP", "http", r.httpHalf), row("ZeroMQ", "zeromq", r.zeromqHalf)));
}

// micros keeps three digits, so that nothing looks more exact than it is.
export function micros(us: number): string {
  return `${us < 10 ? us.toFixed(2) : us < 100 ? us.toFixed(1) : whole(us)} µs`;
}

export function whole(n: number): string {
  return Math.round(n).toLocaleString("en-GB");
}
