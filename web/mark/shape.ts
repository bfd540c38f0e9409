// The marks of the grammar: what a thing is, as a shape. One outline serves
// the log, the panel and the sequence.

import { never, type Event, type Flow } from "../model/types";

export type Mark = Flow | "filtered" | "lost" | "bind" | "connect" | "node" | "wait" | "timer" | "blocked" | "note" | "hand";

// outline is the path of a flow's shape around 0,0, of about equal area at radius r.
export function outline(flow: Flow, r: number): string {
  switch (flow) {
    case "request":
      return `M${-0.85 * r} ${-r}L${1.05 * r} 0L${-0.85 * r} ${r}Z`;
    case "reply":
      return circle(0.9 * r);
    case "publish":
      return `M0 ${-1.1 * r}L${1.1 * r} 0L0 ${1.1 * r}L${-1.1 * r} 0Z`;
    case "task":
      return `M${-0.88 * r} ${-0.88 * r}H${0.88 * r}V${0.88 * r}H${-0.88 * r}Z`;
    case "control":
      return circle(0.62 * r);
    default:
      return never(flow);
  }
}

export function circle(r: number): string {
  return `M${-r} 0a${r} ${r} 0 1 0 ${2 * r} 0a${r} ${r} 0 1 0 ${-2 * r} 0Z`;
}

export const cross = "M-4.5 -4.5L4.5 4.5M4.5 -4.5L-4.5 4.5";

// markOf is how an event is marked; flow is that of its message.
export function markOf(e: Event, flow: Flow | undefined): Mark {
  switch (e.kind) {
    case "dropped":
    case "crashed":
    case "failed":
    case "refused":
      return "lost";
    case "filtered":
      return "filtered";
    case "send":
    case "queued":
    case "sent":
    case "arrived":
    case "received":
      return flow ?? "control";
    case "bound":
    case "unbound":
      return "bind";
    case "connecting":
    case "retried":
    case "accepted":
    case "connected":
    case "disconnected":
    case "subscribed":
    case "unsubscribed":
      return "connect";
    case "connection-reused":
      return "connect";
    case "blocked":
    case "resumed":
    case "connection-waiting":
      return "blocked";
    case "request":
    case "waiting":
      return "wait";
    case "timer-set":
    case "timer-fired":
      return "timer";
    case "future-created":
    case "future-resolved":
    case "note":
    case "state":
      return "note";
    case "held":
    case "released":
    case "delayed":
    case "altered":
    case "acted":
    case "planned":
      return "hand";
    case "started":
    case "stopped":
    case "restarted":
    case "added":
    case "moved":
    case "removed":
    case "frozen":
    case "thawed":
    case "slowed":
    case "joined":
    case "left":
    case "opened":
    case "option":
    case "closed":
      return "node";
    default:
      return never(e);
  }
}

export const hand = "M-3.5 -5L4.5 0.5L0.6 1.1L2.6 4.9L0.8 5.7L-1 1.8L-3.5 4.4Z"; // a pointer: somebody did this

const lines: Partial<Record<Mark, string>> = {
  bind: "M0 -5V1M-5 1H5M-2.5 4.5H2.5",
  connect: "M-4.5 0H4.5M1 -3.5L4.5 0L1 3.5",
  node: "M-5 -2.5a1.5 1.5 0 0 1 1.5 -1.5H3.5a1.5 1.5 0 0 1 1.5 1.5V2.5a1.5 1.5 0 0 1 -1.5 1.5H-3.5a1.5 1.5 0 0 1 -1.5 -1.5Z",
  wait: "M-4.5 0h.01M0 0h.01M4.5 0h.01",
  timer: "M0 -4.5a4.5 4.5 0 1 0 .01 0M0 -2V0.5H2",
  hand,
  note: "M-4.5 -2.5H4.5M-4.5 1H4.5M-4.5 4.5H1",
};

// svg is the mark as a picture of 16 by 16; flow colours a filtered one.
export function svg(mark: Mark, flow: Flow | undefined): SVGSVGElement {
  const root = document.createElementNS("http://www.w3.org/2000/svg", "svg");
  root.setAttribute("viewBox", "-8 -8 16 16");
  root.setAttribute("aria-hidden", "true");
  const path = document.createElementNS("http://www.w3.org/2000/svg", "path");
  path.setAttribute("d", pathOf(mark, flow));
  path.setAttribute("class", classOf(mark, flow));
  root.append(path);
  return root;
}

function pathOf(mark: Mark, flow: Flow | undefined): string {
  if (mark === "lost") return cross;
  if (mark === "filtered") return outline(flow ?? "publish", 5);
  if (mark === "blocked") return "M-2.5 -4.5V4.5M2.5 -4.5V4.5";
  return lines[mark] ?? outline(mark as Flow, 5.5);
}

function classOf(mark: Mark, flow: Flow | undefined): string {
  if (mark === "lost" || mark === "blocked") return "x";
  if (mark === "filtered") return `k ${flow ?? "publish"} hollow`;
  return lines[mark] ? "mk" : `k ${mark}`;
}
