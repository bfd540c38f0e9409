// What can be chosen, with a name for a screen reader: nodes first, then links,
// then the messages in queues and, while they stand still, those in flight. It
// lies over the picture and is not seen.

import { nameOf } from "../mark/words";
import type { Link, Node } from "../model/types";
import { alteredWords } from "./altered";
import { endpointHits } from "./draw_words";
import { thinned } from "./dots";
import { fly } from "./flights";
import { num } from "./path";
import type { Place } from "./places";
import { endOf, queueAt, slotAt } from "./queue";
import type { Track } from "./routes";
import { messageOf, type Scene } from "./scene";
import { h, type Shape } from "./shape";

export function hits(s: Scene): Shape[] {
  const links = s.tracks.filter((t) => t.send || t.receive);
  return [
    ...s.places.map((p) => nodeHit(p, s)),
    ...s.places.flatMap((p) => [...portHits(p, s), ...endpointHits(p, s)]),
    ...s.state.links.flatMap((l) => linkHit(l, links.filter((t) => t.link.id === l.id), s)),
    ...links.flatMap((t) => messageHits(t, s)),
    ...(s.store.playing ? [] : s.tracks.flatMap((t) => flightHits(t, s))),
  ];
}

function nodeHit(p: Place, s: Scene): Shape {
  const { x, y, w, h: high } = p.box;
  const chosen = s.selection?.kind === "node" && s.selection.name === p.node.name;
  return h("rect", {
    key: "node " + p.node.name, class: chosen ? "hit chosen" : "hit", "data-node": p.node.name, role: "button", tabindex: 0, rx: 10,
    "aria-label": aboutNode(p.node, s), "aria-pressed": String(chosen), x: num(x - 3), y: num(y - 3), width: num(w + 6), height: num(high + 6),
  });
}

function aboutNode(n: Node, s: Scene): string {
  const line = n.status === "running" && n.line ? `stands on line ${n.line}: ${s.store.code(n)}` : n.status;
  const sockets = s.state.sockets.filter((k) => k.node === n.name && !k.closed).map((k) => k.type).join(" and ");
  return [n.name, n.role, sockets && `sockets: ${sockets}`, n.call?.blocked ? "blocked in send" : "", line].filter(Boolean).join(", ");
}

// portHits choose a socket; of a bound one they also open its endpoint.
function portHits(p: Place, s: Scene): Shape[] {
  if (p.node.outside) return [];
  return p.ports.map((q) => {
    const { x, w, h: high } = q.box;
    const least = Math.max(high, 24 / s.frame.scale); // CSS pixels, however small it is drawn
    const y = q.box.y - (least - high) / 2;
    const bound = q.socket.bound[0];
    const address = bound && (bound.address || bound.endpoint);
    const chosen = s.selection?.kind === "socket" && s.selection.id === q.socket.id;
    return h("rect", {
      key: "port " + q.socket.id, class: chosen ? "hit chosen" : "hit", "data-endpoint": address, "data-socket": q.socket.id, role: "button", tabindex: 0, rx: 6,
      "aria-label": `${q.socket.type} of ${q.socket.node}${address ? `, bound at ${address}` : ""}${bound?.manner ? `, manner: ${bound.manner}` : ""}`, x: num(x), y: num(y), width: num(w), height: num(least),
    });
  });
}

function linkHit(l: Link, tracks: readonly Track[], s: Scene): Shape[] {
  if (tracks.length === 0) return [];
  const chosen = s.selection?.kind === "link" && s.selection.id === l.id;
  return [h("path", {
    key: "link " + l.id, class: chosen ? "hit way chosen" : "hit way", "data-link": l.id, role: "button", tabindex: 0,
    "aria-label": aboutLink(l, tracks), "aria-pressed": String(chosen), d: tracks.map((t) => t.path.d()).join(""),
  })];
}

function aboutLink(l: Link, tracks: readonly Track[]): string {
  const queued = tracks.reduce((sum, t) => sum + (endOf(t, "send")?.send.length ?? 0) + (endOf(t, "receive")?.receive.length ?? 0), 0);
  const flying = l.lanes[0].length + l.lanes[1].length;
  return `connection from ${l.from} to ${l.to || l.endpoint} over ${l.transport}, ${[l.status, alteredWords(l, undefined, undefined)].filter(Boolean).join(", ")}; ${queued} queued, ${flying} in flight`;
}

function messageHits(t: Track, s: Scene): Shape[] {
  return (["send", "receive"] as const).flatMap((which) => {
    const q = queueAt(t, which, s);
    if (!q) return [];
    return q.messages.slice(0, t.slots.most).map((id, i) => {
      const at = slotAt(t, q, i);
      const m = messageOf(s, id);
      return h("circle", {
        key: `message ${t.link.id} ${which} ${id}`, class: "hit", "data-message": id, role: "button", tabindex: -1,
        "aria-label": m ? nameOf(m) : `message ${id}`, cx: num(at.x), cy: num(at.y), r: t.slots.pitch / 2,
      });
    });
  });
}

// flightHits: what flies, and stands still on the picture. What is no message has no name of its own.
function flightHits(t: Track, s: Scene): Shape[] {
  return thinned(fly(t, s.store.cursor.at, false), s).map(({ flight, at }) => {
    const m = messageOf(s, flight.message);
    return h("circle", {
      key: `parcel ${flight.parcel}`, class: "hit", "data-message": flight.message || undefined, "data-parcel": flight.parcel, role: "button", tabindex: -1,
      "aria-label": `${m ? nameOf(m) : flight.what}, ${flight.held ? "held " : ""}in flight`, cx: num(at.x), cy: num(at.y), r: num(m ? Math.max(12, 12 / s.frame.scale) : 8),
    });
  });
}
