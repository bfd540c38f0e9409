// step folds one event into the state: fold(keyframe, events) is the next
// keyframe, field for field. It is pure; what did not change is shared.

import { never, type Call, type End, type Event, type Flight, type Lane, type Link, type Message, type Node, type Socket, type State } from "./types";

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
  const next = { state: { ...state, seq: e.seq, at: e.at }, untold };
  return e.message === undefined ? next : forget(next, e.message);
}

function fold(model: Model, e: Event): Model {
  const s = model.state;
  switch (e.kind) {
    case "started":
      return as(model, onNode(s, e.node, (n) => idle({ ...n, status: "running", line: e.line ?? 0 })));
    case "restarted":
      return as(model, onNode(s, e.node, (n) => ({ ...n, status: "running" })));
    case "stopped":
    case "crashed":
    case "left": {
      const status = e.kind;
      return as(model, onNode(s, e.node, (n) => idle({ ...n, status })));
    }
    case "joined":
      return as(model, join(s, e));
    case "state":
      return as(model, onNode(s, e.node, (n) => ({ ...n, text: e.text ?? "" })));
    case "note":
      return model;

    case "opened":
      return as(model, { ...s, sockets: [...s.sockets, opened(e)] });
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
      return as(model, onLink(withLink(s, e, e.socket), e.link, (l) => ({ ...l, status: "connecting" })));
    case "retried":
      return as(model, onLink(s, e.link, (l) => ({ ...l, status: "retrying" })));
    case "accepted":
      return as(model, onLink(withLink(s, e, e.peer ?? ""), e.link, (l) => ({
        ...l, to: e.socket, status: l.status === "connected" ? l.status : "handshake",
      })));
    case "connected":
      return as(model, onLink(s, e.link, (l) => ({
        ...onEnd(l, e.socket, (end) => ({ ...end, connected: true })),
        status: "connected",
        to: l.from === e.socket ? e.peer ?? l.to ?? "" : l.to ?? "",
      })));
    case "refused":
      return as(model, e.ended ? withoutLink(s, e.link) : onLink(s, e.link, (l) => ({ ...l, status: "retrying" })));
    case "disconnected":
      return as(model, e.ended ? withoutLink(s, e.link) : onLink(s, e.link, (l) => disconnected(l, e.socket)));

    case "subscribed":
      return as(model, onTopics(s, e, (topics) => [...new Set([...topics, e.topic ?? ""])].sort()));
    case "unsubscribed":
      return as(model, onTopics(s, e, (topics) => topics.filter((t) => t !== (e.topic ?? ""))));

    case "send":
      return send(model, e);
    case "queued":
      return told(as(model, onLink(s, e.link, (l) => onEnd(l, e.socket, (end) => ({ ...end, send: [...end.send, e.message] })))), e.message);
    case "filtered":
      return told(as(model, onSocket(s, sender(s, e), (k) => ({ ...k, filtered: k.filtered + 1 }))), e.message);
    case "sent":
      return as(model, takeOff(s, e));
    case "arrived":
      return as(model, land(s, e));
    case "received":
      return as(model, receive(s, e));
    case "dropped":
      return e.place === "send" && e.message !== undefined ? told(as(model, drop(s, e)), e.message) : as(model, drop(s, e));

    case "waiting":
    case "blocked":
    case "timer-set":
      return as(model, onNode(s, e.node, (n) => ({ ...n, line: e.line ?? 0, call: calling(e) })));
    case "resumed":
    case "failed":
      return as(model, onNode(s, e.node, (n) => idle({ ...n, line: e.line ?? 0 })));
    case "timer-fired":
      return as(model, onNode(s, e.node, idle));
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

function calling(e: On<"waiting" | "blocked" | "timer-set">): Call {
  return { call: e.call, socket: e.socket ?? "", since: e.at, until: e.until ?? 0, blocked: e.kind === "blocked" };
}

function opened(e: On<"opened" | "joined">): Socket {
  return {
    id: e.socket, node: e.node ?? e.socket.slice(0, e.socket.lastIndexOf(".")), type: e.type, identity: e.identity ?? "",
    sendHwm: e.sendHwm ?? 0, receiveHwm: e.receiveHwm ?? 0, bound: [],
    sent: 0, taken: 0, filtered: 0, dropped: {}, received: 0,
  };
}

function join(s: State, e: On<"joined">): State {
  const node: Node = {
    name: e.node, role: e.text ?? "", column: e.column ?? 0, row: e.row ?? 0, outside: true, status: "running",
  };
  return { ...s, nodes: [...s.nodes, node], sockets: [...s.sockets, opened(e)] };
}

// ---- links

const bare: End = { send: [], receive: [], topics: [] };

function onLink(s: State, id: string, f: (l: Link) => Link): State {
  return { ...s, links: s.links.map((l) => (l.id === id ? f(l) : l)) };
}

// withLink makes sure that the link of e is there; when it is new, `from` connects.
function withLink(s: State, e: On<"connecting" | "accepted">, from: string): State {
  if (s.links.some((l) => l.id === e.link)) return s;
  const link: Link = {
    id: e.link, transport: e.transport ?? "", endpoint: e.endpoint ?? "", status: "connecting", from,
    latency: e.latency ?? 0, capacity: e.capacity ?? 0, ends: [bare, bare], lanes: [[], []],
  };
  return { ...s, links: [...s.links, link] };
}

function withoutLink(s: State, id: string): State {
  return { ...s, links: s.links.filter((l) => l.id !== id) };
}

// side is the index of a socket's end, and of the lane that leaves it.
export function side(l: Link, socket: string): 0 | 1 {
  return socket === l.from ? 0 : 1;
}

function onEnd(l: Link, socket: string, f: (end: End) => End): Link {
  const [a, b] = l.ends;
  return { ...l, ends: side(l, socket) === 0 ? [f(a), b] : [a, f(b)] };
}

function onLane(l: Link, from: 0 | 1, f: (lane: Lane) => Lane): Link {
  const [a, b] = l.lanes;
  return { ...l, lanes: from === 0 ? [f(a), b] : [a, f(b)] };
}

function onTopics(s: State, e: On<"subscribed" | "unsubscribed">, f: (topics: readonly string[]) => readonly string[]): State {
  return onLink(s, e.link, (l) => onEnd(l, e.socket, (end) => ({ ...end, topics: f(end.topics) })));
}

function disconnected(l: Link, socket: string): Link {
  const cut = onEnd(l, socket, (end) => ({ send: end.send, receive: end.receive, topics: [] }));
  return socket === l.from ? { ...cut, status: "retrying", to: "" } : cut;
}

// ---- messages

// sender is the socket whose copy e is about.
function sender(s: State, e: Event): string {
  return find(s.messages, e.message)?.from ?? e.socket ?? "";
}

function send(model: Model, e: On<"send">): Model {
  const s = onSocket(keep(model.state, e), e.socket, (k) => ({ ...k, sent: k.sent + (e.copies ?? 0) }));
  const node = e.node ?? s.sockets.find((k) => k.id === e.socket)?.node ?? "";
  const state = onNode(s, node, (n) => idle({ ...n, line: e.line ?? 0 }));
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

function takeOff(s: State, e: On<"sent">): State {
  if (e.frames && e.message !== undefined) {
    s = onSocket(keep(s, e), e.socket, (k) => ({ ...k, sent: k.sent + 1 }));
  }
  const flight: Flight = { parcel: e.parcel, what: e.what, message: e.message ?? 0, t0: e.t0 ?? 0, t1: e.t1 ?? 0, bytes: e.bytes ?? 0 };
  return onLink(s, e.link, (l) => {
    const left = onEnd(l, e.socket, (end) => ({ ...end, send: without(end.send, e.message) }));
    return onLane(left, side(l, e.socket), (lane) => [...lane, flight]);
  });
}

function land(s: State, e: On<"arrived">): State {
  const landed = onLink(s, e.link, (l) => {
    const off = onLane(l, side(l, e.socket) === 0 ? 1 : 0, (lane) => lane.filter((f) => f.parcel !== e.parcel));
    if (e.message === undefined || !e.depth) return off;
    return onEnd(off, e.socket, (end) => ({ ...end, receive: [...end.receive, e.message!] }));
  });
  if (e.message === undefined || e.depth || !isOutside(s, e.socket)) return landed;
  return onSocket(landed, sender(s, e), (k) => ({ ...k, taken: k.taken + 1 }));
}

function isOutside(s: State, socket: string): boolean {
  const node = s.sockets.find((k) => k.id === socket)?.node;
  return s.nodes.some((n) => n.name === node && n.outside);
}

function receive(s: State, e: On<"received">): State {
  let next = onLink(s, e.link, (l) => onEnd(l, e.socket, (end) => ({ ...end, receive: without(end.receive, e.message) })));
  next = onSocket(next, e.socket, (k) => ({ ...k, received: k.received + 1 }));
  next = onSocket(next, sender(s, e), (k) => ({ ...k, taken: k.taken + 1 }));
  const node = e.node ?? s.sockets.find((k) => k.id === e.socket)?.node ?? "";
  return onNode(next, node, (n) => idle({ ...n, line: e.line ?? 0 }));
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
      return onEnd(l, e.socket, (end) => ({ ...end, send: without(end.send, e.message) }));
    case "receive-queue":
      return onEnd(l, e.socket, (end) => ({ ...end, receive: without(end.receive, e.message) }));
    case "lane": {
      const off = (lane: Lane) => lane.filter((f) => f.parcel !== e.parcel);
      return onLane(onLane(l, 0, off), 1, off);
    }
    default:
      return never(e.place);
  }
}

// without takes the first of that id out.
function without(queue: readonly number[], id: number | undefined): readonly number[] {
  const i = id === undefined ? -1 : queue.indexOf(id);
  return i < 0 ? queue : [...queue.slice(0, i), ...queue.slice(i + 1)];
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
