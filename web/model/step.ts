// step folds one event into the state: fold(keyframe, events) is the next
// keyframe, field for field. It is pure; what did not change is shared.

import { alter, atHand, standStill } from "./hand";
import { enter } from "./ledger";
import { gone, left, onEnd, onLane, onLink, side, withLink } from "./links";
export { side } from "./links";
import { never, type Call, type Thread, type Event, type Flight, type Lane, type Link, type Message, type Node, type Socket, type State } from "./types";

// Model is a state, and how many fates of just sent messages are still to be
// told: such a message is kept though it is in no queue yet.
export interface Model {
  readonly state: State;
  readonly untold: ReadonlyMap<number, number>;
}

const nobody: ReadonlyMap<number, number> = new Map();

export function begin(keyframe: State): Model {
  return { state: keyframe, untold: nobody };
}

export function step(model: Model, e: Event): Model {
  const { state, untold } = fold(model, e);
  const next = { state: enter(settled(standing({ ...state, seq: e.seq, at: e.at }, e), e), e), untold };
  return e.message === undefined ? next : forget(next, e.message);
}

// standing: an event of a program tells the line on which it stands.
function standing(s: State, e: Event): State {
  return e.node !== undefined && e.line && !e.thread ? onNode(s, e.node, (n) => ({ ...n, line: e.line! })) : s;
}

// settled: an ended link goes once what it had delivered is taken.
function settled(s: State, e: Event): State {
  const done = (l: Link) => l.id === e.link && l.status === "ended" && l.ends.every((end) => end.receive.length === 0);
  return s.links.some(done) ? { ...s, links: s.links.filter((l) => !done(l)) } : s;
}

function fold(model: Model, e: Event): Model {
  const s = model.state;
  switch (e.kind) {
    case "started":
      return as(model, onNode(s, e.node, (n) => idle({ ...n, status: "running" })));
    case "restarted":
      return as(model, onNode(s, e.node, (n) => ({ ...ended(n), status: "running", line: 0, text: "", slow: 0 })));
    case "crashed":
      return as(model, onNode(s, e.node, (n) => ({ ...ended(n), status: "crashed" })));
    case "added":
      return as(model, { ...s, nodes: place(s.nodes, added(e)) });
    case "moved":
      return as(model, onNode(s, e.node, (n) => ({ ...n, column: e.column ?? 0, row: e.row ?? 0 })));
    case "removed":
      return as(model, { ...s, nodes: s.nodes.filter((n) => n.name !== e.node || n.outside) });
    case "frozen":
      return as(model, onNode(s, e.node, (n) => ({ ...n, status: "frozen" })));
    case "thawed":
      return as(model, onNode(s, e.node, (n) => ({ ...n, status: "running" })));
    case "slowed":
      return as(model, onNode(s, e.node, (n) => ({ ...n, slow: e.number > 1 ? e.number : 0 })));
    case "stopped":
    case "left": {
      const status = e.kind;
      return as(model, onNode(s, e.node, (n) => idle({ ...n, status })));
    }
    case "joined":
      return as(model, join(s, e));
    case "state":
      return as(model, onNode(s, e.node, (n) => ({ ...n, text: e.text ?? "" })));
    case "note":
    case "acted":
    case "planned":
      return model;

    case "opened":
      return as(model, open(s, e));
    case "option":
      return as(model, onSocket(s, e.socket, (k) => ({
        ...k, sendHwm: e.sendHwm ?? 0, receiveHwm: e.receiveHwm ?? 0, identity: e.identity ?? k.identity ?? "",
      })));
    case "bound":
      return as(model, onSocket(s, e.socket, (k) => ({
        ...k, bound: [...k.bound, { endpoint: e.endpoint, address: e.address ?? "" }],
      })));
    case "unbound":
      return as(model, onSocket(s, e.socket, (k) => ({ ...k, bound: k.bound.filter((b) => b.endpoint !== e.endpoint) })));
    case "closed":
      return as(model, onSocket(s, e.socket, (k) => ({ ...k, closed: true, bound: [] })));

    case "connecting":
      return as(model, onLink(withLink(s, e, e.socket), e.link, (l) => ({ ...l, status: e.status })));
    case "retried":
      return as(model, onLink(s, e.link, (l) => ({ ...l, status: e.status })));
    case "accepted":
      return as(model, onLink(withLink(s, e, e.peer ?? ""), e.link, (l) => ({ ...l, to: e.socket, status: e.status })));
    case "connected":
      return as(model, onLink(s, e.link, (l) => ({ ...onEnd(l, e.socket, (end) => ({ ...end, connected: true })), status: e.status })));
    case "refused":
    case "disconnected":
      return as(model, onLink(s, e.link, (l) => ({ ...onEnd(l, e.socket, gone), status: e.status })));

    case "subscribed":
      return as(model, onTopics(s, e, (topics) => [...new Set([...topics, e.topic ?? ""])].sort()));
    case "unsubscribed":
      return as(model, onTopics(s, e, (topics) => topics.filter((t) => t !== (e.topic ?? ""))));

    case "send":
      return send(model, e);
    case "queued":
      return told(as(model, onLink(s, e.link, (l) => onEnd(l, e.socket, (end) => ({ ...end, send: [...end.send, e.message] })))), e.message);
    case "filtered":
      return filtered(model, e);
    case "sent":
      return as(model, takeOff(s, e));
    case "arrived":
      return as(model, land(s, e));
    case "received":
      return as(model, receive(s, e));
    case "held":
    case "released":
    case "delayed":
      return as(model, atHand(s, e));
    case "altered":
      return as(model, alter(s, e));
    case "dropped":
      return e.place === "send" && e.message !== undefined ? told(as(model, drop(s, e)), e.message) : as(model, drop(s, e));

    case "waiting":
    case "blocked":
    case "timer-set":
    case "request":
      return as(model, stand(s, e));
    case "resumed":
    case "failed":
    case "timer-fired":
      return as(model, goOn(s, e));
    case "connection-waiting":
    case "connection-reused":
    case "future-created":
    case "future-resolved":
      return model;
    default:
      return never(e);
  }
}

type On<K extends Event["kind"]> = Extract<Event, { kind: K }>;

function as(model: Model, state: State): Model {
  return { state, untold: model.untold };
}

// ---- nodes and sockets

function onNode(s: State, name: string, f: (n: Node) => Node): State {
  return { ...s, nodes: s.nodes.map((n) => (n.name === name ? f(n) : n)) };
}

function onSocket(s: State, id: string, f: (k: Socket) => Socket): State {
  return { ...s, sockets: s.sockets.map((k) => (k.id === id ? f(k) : k)) };
}

function idle(n: Node): Node {
  const { call: _, ...rest } = n;
  return rest;
}

// ended is a program whose process is gone, with its threads.
function ended(n: Node): Node {
  const { threads: _, ...rest } = idle(n);
  return rest;
}

type Standing = On<"waiting" | "blocked" | "timer-set" | "request">;

// stand: the program, or a thread of it, waits in a call. goOn: it goes on.
function stand(s: State, e: Standing): State {
  const call = calling(e);
  const id = e.thread;
  if (!id) return onNode(s, e.node, (n) => ({ ...n, call }));
  return onNode(s, e.node, (n) => ({
    ...n, threads: [...others(n, id), { id, line: e.line ?? 0, call }].sort((a, b) => a.id - b.id),
  }));
}

function goOn(s: State, e: Event): State {
  const id = e.thread;
  return onNode(s, e.node ?? "", id ? (n) => ({ ...n, threads: others(n, id) }) : idle);
}

function others(n: Node, id: number): readonly Thread[] {
  return (n.threads ?? []).filter((t) => t.id !== id);
}

function calling(e: Standing): Call {
  return { call: e.call, socket: e.socket, since: e.at, until: e.until ?? 0, blocked: e.kind === "blocked" };
}

function opened(e: On<"opened" | "joined">): Socket {
  return {
    id: e.socket, node: e.node ?? e.socket.slice(0, e.socket.lastIndexOf(".")), type: e.type, identity: e.identity ?? "",
    sendHwm: e.sendHwm ?? 0, receiveHwm: e.receiveHwm ?? 0, bound: [],
    sent: 0, taken: 0, filtered: 0, dropped: {}, received: 0,
  };
}

// open adds a socket. One of a program that ran before goes on with the counts
// of the closed one of its id.
function open(s: State, e: On<"opened">): State {
  if (!s.sockets.some((k) => k.id === e.socket)) return { ...s, sockets: [...s.sockets, opened(e)] };
  return onSocket(s, e.socket, ({ sent, taken, filtered, dropped, received }) => ({ ...opened(e), sent, taken, filtered, dropped, received }));
}

// added: a node of the world's own, before those outside.
function added(e: On<"added">): Node {
  return { name: e.node, role: e.text ?? "", column: e.column ?? 0, row: e.row ?? 0, kind: e.type ?? "", status: "idle" };
}

function place(nodes: readonly Node[], n: Node): readonly Node[] {
  return [...nodes.filter((o) => !o.outside), n, ...nodes.filter((o) => o.outside)];
}

// join: an outside process comes in. One that had left takes its old place.
function join(s: State, e: On<"joined">): State {
  const back = s.nodes.some((n) => n.name === e.node);
  const known = s.sockets.some((k) => k.id === e.socket);
  const node: Node = {
    name: e.node, role: e.text ?? "", column: e.column ?? 0, row: e.row ?? 0, outside: true, status: "running",
  };
  const nodes = back ? onNode(s, e.node, (n) => ({ ...n, status: "running" })).nodes : [...s.nodes, node];
  const sockets = known ? onSocket(s, e.socket, (k) => ({ ...k, identity: e.identity ?? "" })).sockets : [...s.sockets, opened(e)];
  const joined = { ...s, nodes, sockets };
  return e.link === undefined ? joined : onLink(joined, e.link, (l) => ({ ...l, from: e.socket }));
}

// ---- links

function onTopics(s: State, e: On<"subscribed" | "unsubscribed">, f: (topics: readonly string[]) => readonly string[]): State {
  return onLink(s, e.link, (l) => onEnd(l, e.socket, (end) => ({ ...end, topics: f(end.topics) })));
}

// ---- messages

// sender is the socket whose copy e is about.
function sender(s: State, e: Event): string {
  return find(s.messages, e.message)?.from ?? e.socket ?? "";
}

function send(model: Model, e: On<"send">): Model {
  const s = onSocket(keep(model.state, e), e.socket, (k) => ({ ...k, sent: k.sent + (e.copies ?? 0) }));
  const state = e.link === undefined ? goOn(s, e) : s; // net/http sends while the program stands in its request
  return { state, untold: e.copies ? new Map(model.untold).set(e.message, e.copies) : model.untold };
}

// keep adds the message that e defines, in order of ids.
function keep(s: State, e: On<"send" | "sent">): State {
  const message: Message = {
    id: e.message!, from: e.socket, flow: e.flow ?? "control", label: e.label ?? "", number: e.number ?? 0, frames: e.frames ?? [],
  };
  let i = s.messages.length;
  while (i > 0 && s.messages[i - 1]!.id > message.id) i--;
  return { ...s, messages: [...s.messages.slice(0, i), message, ...s.messages.slice(i)] };
}

// told: one more fate of the message is known.
function told(model: Model, message: number): Model {
  const left = (model.untold.get(message) ?? 0) - 1;
  if (left < 0) return model;
  const untold = new Map(model.untold);
  if (left === 0) untold.delete(message);
  else untold.set(message, left);
  return { state: model.state, untold: untold.size === 0 ? nobody : untold };
}

// filtered: at the publisher, or what came after its subscription was cancelled.
function filtered(model: Model, e: On<"filtered">): Model {
  const counted = onSocket(model.state, sender(model.state, e), (k) => ({ ...k, filtered: k.filtered + 1 }));
  if (e.place !== "receive-queue") return told(as(model, counted), e.message);
  return as(model, onLink(counted, e.link, (l) => onEnd(l, e.socket, (end) => left(end, "receive", e.message))));
}

function takeOff(s: State, e: On<"sent">): State {
  if (e.frames && e.message !== undefined) {
    s = onSocket(keep(s, e), e.socket, (k) => ({ ...k, sent: k.sent + 1 }));
  }
  const flight: Flight = { parcel: e.parcel, what: e.what, message: e.message ?? 0, t0: e.t0 ?? 0, t1: e.t1 ?? 0, bytes: e.bytes ?? 0 };
  return onLink(s, e.link, (l) => {
    const way = side(l, e.socket);
    return onLane(onEnd(l, e.socket, (end) => left(end, "send", e.message)), way, (lane) => [...lane, standStill(l, way, flight)]);
  });
}

function land(s: State, e: On<"arrived">): State {
  const landed = onLink(s, e.link, (l) => {
    const off = onLane(l, side(l, e.socket) === 0 ? 1 : 0, (lane) => lane.filter((f) => f.parcel !== e.parcel));
    if (e.message === undefined || !e.depth) return off;
    return onEnd(off, e.socket, (end) => ({ ...end, receive: [...end.receive, e.message!] }));
  });
  if (e.message === undefined || e.depth) return landed; // without a queue one can see: at an outside process
  return onSocket(landed, sender(s, e), (k) => ({ ...k, taken: k.taken + 1 }));
}

function receive(s: State, e: On<"received">): State {
  let next = s;
  if (e.message !== undefined) {
    next = onLink(next, e.link, (l) => onEnd(l, e.socket, (end) => left(end, "receive", e.message)));
    next = onSocket(next, e.socket, (k) => ({ ...k, received: k.received + 1 }));
    next = onSocket(next, sender(s, e), (k) => ({ ...k, taken: k.taken + 1 }));
  }
  return goOn(next, e);
}

function drop(s: State, e: On<"dropped">): State {
  if (e.message !== undefined) {
    s = onSocket(s, sender(s, e), (k) => ({ ...k, dropped: { ...k.dropped, [e.reason]: (k.dropped[e.reason] ?? 0) + 1 } }));
  }
  if (e.link === undefined) return s;
  return onLink(s, e.link, (l) => removed(l, e));
}

// removed is the link without the copy, or the parcel, that was lost.
function removed(l: Link, e: On<"dropped">): Link {
  switch (e.place) {
    case "send":
      return l;
    case "send-queue":
      return onEnd(l, e.socket, (end) => left(end, "send", e.message));
    case "receive-queue":
      return onEnd(l, e.socket, (end) => left(end, "receive", e.message));
    case "lane": {
      const off = (lane: Lane) => lane.filter((f) => f.parcel !== e.parcel);
      return onLane(onLane(l, 0, off), 1, off);
    }
    default:
      return never(e.place);
  }
}

// forget drops the message once it is in no queue and no lane and all its fates are told.
function forget(model: Model, id: number): Model {
  const { state, untold } = model;
  if (untold.has(id) || find(state.messages, id) === undefined || state.links.some((l) => carries(l, id))) return model;
  return { state: { ...state, messages: state.messages.filter((m) => m.id !== id) }, untold };
}

function carries(l: Link, id: number): boolean {
  return l.ends.some((end) => end.send.includes(id) || end.receive.includes(id)) ||
    l.lanes.some((lane) => lane.some((f) => f.message === id));
}

// find looks a message up by id; the list is in that order.
export function find(messages: readonly Message[], id: number | undefined): Message | undefined {
  let lo = 0;
  let hi = messages.length;
  while (id !== undefined && lo < hi) {
    const mid = (lo + hi) >> 1;
    if (messages[mid]!.id < id) lo = mid + 1;
    else hi = mid;
  }
  return id !== undefined && messages[lo]?.id === id ? messages[lo] : undefined;
}
