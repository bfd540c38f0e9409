// brief says an event in three or four words, for a row of the list. The full
// sentence is the event's own.

import type { History } from "../model/history";
import { never, type Event } from "../model/types";
import { named, nodeOf } from "../mark/naming";
import { depth, duration, reasonOf } from "../mark/words";

export interface Brief {
  readonly what: string; // the message, the endpoint, the topic
  readonly where: string; // the node, and what is worth a figure
}

export function brief(history: History, e: Event): Brief {
  const name = named(history, e.message).name || (e.kind === "sent" || e.kind === "arrived" ? e.what : "");
  const node = e.node ?? nodeOf(e.socket);
  const peer = nodeOf(e.peer);
  switch (e.kind) {
    case "send":
      return { what: name, where: node };
    case "queued":
      return { what: name, where: join(peer ? `to ${peer}` : node, depth(e.depth ?? 0, e.hwm ?? 0)) };
    case "sent":
      return { what: name, where: peer ? `to ${peer}` : node };
    case "arrived":
      return { what: name, where: e.depth ? join(node, depth(e.depth, e.hwm ?? 0)) : node };
    case "received":
      return { what: name, where: node };
    case "filtered":
      return { what: name, where: peer ? `for ${peer}` : node };
    case "held":
    case "released":
    case "delayed":
      return { what: name || (e.what ?? ""), where: join(peer ? `to ${peer}` : node, e.place === "lane" ? "in flight" : e.place.replace("-", " ")) };
    case "altered":
      return { what: e.link ?? e.endpoint ?? "", where: join(peer ? `to ${peer}` : node, e.manner ?? (e.ways?.some((w) => w.cut) ? "cut" : "")) };
    case "dropped":
      return { what: name || e.what || "", where: join(peer ? `to ${peer}` : node, reasonOf(e.reason)) };
    case "blocked":
    case "waiting":
      return { what: e.call, where: join(node, e.until === undefined ? "" : `until ${(e.until / 1e6).toFixed(3)} s`) };
    case "resumed":
      return { what: e.call, where: join(node, e.waited === undefined ? "" : `after ${duration(e.waited)}`) };
    case "failed":
      return { what: e.call, where: join(node, e.reason ?? "") };
    case "timer-set":
      return { what: e.until === undefined ? e.call : duration(e.until - e.at), where: node };
    case "timer-fired":
      return { what: e.call, where: node };
    case "opened":
      return { what: e.type, where: node };
    case "option":
      return { what: e.text ?? "", where: node };
    case "bound":
    case "unbound":
      return { what: e.endpoint, where: node };
    case "connecting":
      return { what: e.endpoint ?? "", where: node };
    case "retried":
    case "refused":
    case "disconnected":
      return { what: reasonOf(e.reason), where: node };
    case "request":
    case "future-created":
    case "future-resolved":
      return { what: e.text ?? "", where: node };
    case "connection-waiting":
      return { what: "a connection", where: node };
    case "connection-reused":
    case "accepted":
    case "connected":
      return { what: peer ? `with ${peer}` : "", where: node };
    case "subscribed":
    case "unsubscribed":
      return { what: e.topic ? `"${e.topic}"` : "everything", where: peer ? `by ${peer}` : node };
    case "note":
    case "acted":
    case "planned":
    case "restarted":
    case "state":
    case "crashed":
      return { what: e.text ?? "", where: node };
    case "slowed":
      return { what: `work takes ${e.number} times as long`, where: node };
    case "joined":
      return { what: e.type, where: node };
    case "started":
    case "stopped":
    case "added":
    case "moved":
    case "removed":
    case "frozen":
    case "thawed":
    case "left":
    case "closed":
      return { what: "", where: node };
    default:
      return never(e);
  }
}

function join(a: string, b: string): string {
  return a && b ? `${a}, ${b}` : a || b;
}
