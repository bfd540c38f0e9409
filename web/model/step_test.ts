import assert from "node:assert/strict";
import { test } from "node:test";
import { History } from "./history";
import { differences } from "./same";
import { begin, step, type Model } from "./step";
import type { Event, Flight, Kind, Link, Node, Socket, State } from "./types";

type Told = { kind: Kind; at?: number } & Record<string, unknown>;

function node(name: string, more: Partial<Node> = {}): Node {
  return { name, column: 0, row: 0, status: "running", ...more };
}

function socket(id: string, type: string, more: Partial<Socket> = {}): Socket {
  return { id, node: id.split(".")[0]!, type, sendHwm: 5, receiveHwm: 5, bound: [], sent: 0, taken: 0, filtered: 0, dropped: {}, received: 0, ...more };
}

const end = { connected: true, send: [], receive: [], topics: [] };

function link(more: Partial<Link> = {}): Link {
  return {
    id: "L1", transport: "tcp", endpoint: "tcp://x", status: "connected", from: "sub.in", to: "pub.out", latency: 1000, capacity: 3,
    ends: [end, end], lanes: [[], []], ...more,
  };
}

function flight(parcel: number, message = 0): Flight {
  return { parcel, what: message ? "message" : "ping", message, t0: 1, t1: 9, bytes: 3 };
}

function state(more: Partial<State> = {}): State {
  return {
    seq: 0, at: 0, nodes: [node("pub"), node("sub")],
    sockets: [socket("pub.out", "PUB"), socket("sub.in", "SUB")], links: [link()], messages: [], ...more,
  };
}

const m7 = { id: 7, from: "pub.out", flow: "publish", label: "NYC", number: 1, frames: [{ size: 3 }] } as const;

function fold(from: State, ...told: Told[]): Model {
  return told.reduce<Model>((m, e) => step(m, { seq: m.state.seq + 1, at: 10, say: "", ...e } as unknown as Event), begin(from));
}

// Each case: what stands, what is told, and what is then other than in state().
const cases: { name: string; from?: Partial<State>; told: Told[]; want: Partial<State> }[] = [
  { name: "started", from: { nodes: [node("pub", { status: "idle" })] }, told: [{ kind: "started", node: "pub", line: 4 }], want: { nodes: [node("pub", { line: 4 })] } },
  {
    name: "stopped keeps the line",
    from: { nodes: [node("pub", { line: 4, call: { call: "recv", since: 1 } })] },
    told: [{ kind: "stopped", node: "pub" }],
    want: { nodes: [node("pub", { status: "stopped", line: 4 })] },
  },
  { name: "state", told: [{ kind: "state", node: "pub", text: "leader" }], want: { nodes: [node("pub", { text: "leader" }), node("sub")] } },
  {
    name: "joined", from: { nodes: [], sockets: [] },
    told: [{ kind: "joined", node: "peer-1", socket: "peer-1.s", type: "SUB", identity: "me", text: "an outside process", column: 1, row: 3 }],
    want: {
      nodes: [node("peer-1", { role: "an outside process", column: 1, row: 3, outside: true })],
      sockets: [socket("peer-1.s", "SUB", { identity: "me", sendHwm: 0, receiveHwm: 0 })],
    },
  },
  {
    name: "opened, bound, option, closed", from: { sockets: [] },
    told: [
      { kind: "opened", socket: "pub.out", type: "PUB", sendHwm: 9, receiveHwm: 8 },
      { kind: "bound", socket: "pub.out", endpoint: "tcp://a", address: "tcp://1" },
      { kind: "option", socket: "pub.out", text: "SNDHWM=2", sendHwm: 2 },
      { kind: "closed", socket: "pub.out" },
    ],
    want: { sockets: [socket("pub.out", "PUB", { sendHwm: 2, receiveHwm: 0, closed: true })] },
  },
  {
    name: "a link is born", from: { links: [] },
    told: [
      { kind: "connecting", socket: "sub.in", link: "L1", endpoint: "tcp://x", transport: "tcp", latency: 1000, capacity: 3, status: "connecting" },
      { kind: "retried", socket: "sub.in", link: "L1", reason: "connection-refused", status: "retrying" },
      { kind: "connecting", socket: "sub.in", link: "L1", status: "connecting" },
      { kind: "accepted", socket: "pub.out", link: "L1", peer: "sub.in", status: "handshake" },
      { kind: "connected", socket: "sub.in", link: "L1", peer: "pub.out", status: "connected" },
    ],
    want: { links: [link({ ends: [end, { ...end, connected: false }] })] },
  },
  {
    name: "an outside peer connects in", from: { links: [] },
    told: [{ kind: "accepted", socket: "pub.out", link: "L1", peer: "sub.in", transport: "tcp", endpoint: "tcp://x", latency: 1000, capacity: 3, status: "handshake" }],
    want: { links: [link({ status: "handshake", ends: [{ ...end, connected: false }, { ...end, connected: false }] })] },
  },
  {
    name: "the connecting end is gone: it will try again",
    from: { links: [link({ ends: [end, { ...end, topics: ["a"] }] })] },
    told: [
      { kind: "disconnected", socket: "sub.in", link: "L1", status: "retrying" },
      { kind: "disconnected", socket: "pub.out", link: "L1", status: "retrying" },
    ],
    want: { links: [link({ status: "retrying", ends: [{ ...end, connected: false }, { ...end, connected: false }] })] },
  },
  { name: "ended", told: [{ kind: "disconnected", socket: "sub.in", link: "L1", status: "ended" }], want: { links: [] } },
  {
    name: "ended, but what it delivered is still to be taken",
    from: { messages: [m7], links: [link({ ends: [{ ...end, receive: [7] }, end] })] },
    told: [{ kind: "disconnected", socket: "sub.in", link: "L1", status: "ended" }],
    want: { messages: [m7], links: [link({ status: "ended", ends: [{ ...end, connected: false, receive: [7] }, end] })] },
  },
  {
    name: "a subscription handed up is no message that anybody sent",
    told: [{ kind: "received", node: "pub", socket: "pub.out", what: "subscribe", topic: "a", line: 9 }],
    want: { nodes: [node("pub", { line: 9 }), node("sub")] },
  },
  {
    name: "topics are sorted, each once",
    told: ["b", "a", "b"].map((topic) => ({ kind: "subscribed", socket: "pub.out", link: "L1", topic }) as Told).concat({ kind: "unsubscribed", socket: "pub.out", link: "L1", topic: "a" }),
    want: { links: [link({ ends: [end, { ...end, topics: ["b"] }] })] },
  },
  {
    name: "everything is the topic of no letters",
    told: [{ kind: "subscribed", socket: "pub.out", link: "L1" }],
    want: { links: [link({ ends: [end, { ...end, topics: [""] }] })] },
  },
  {
    name: "send, queued",
    told: [
      { kind: "send", node: "pub", socket: "pub.out", message: 7, flow: "publish", label: "NYC", number: 1, frames: [{ size: 3 }], copies: 1, line: 14 },
      { kind: "queued", socket: "pub.out", link: "L1", message: 7, depth: 1, hwm: 5 },
    ],
    want: {
      nodes: [node("pub", { line: 14 }), node("sub")], sockets: [socket("pub.out", "PUB", { sent: 1 }), socket("sub.in", "SUB")],
      links: [link({ ends: [end, { ...end, send: [7] }] })], messages: [m7],
    },
  },
  {
    name: "sent", from: { messages: [m7], links: [link({ ends: [end, { ...end, send: [7] }] })] },
    told: [{ kind: "sent", socket: "pub.out", link: "L1", parcel: 3, what: "message", message: 7, t0: 1, t1: 9, bytes: 3 }],
    want: { messages: [m7], links: [link({ lanes: [[], [flight(3, 7)]] })] },
  },
  {
    name: "arrived, received", from: { messages: [m7], links: [link({ lanes: [[], [flight(2), flight(3, 7)]] })] },
    told: [
      { kind: "arrived", socket: "sub.in", link: "L1", parcel: 2, what: "ping" },
      { kind: "arrived", socket: "sub.in", link: "L1", parcel: 3, what: "message", message: 7, depth: 1, hwm: 5 },
      { kind: "received", node: "sub", socket: "sub.in", link: "L1", message: 7, line: 30 },
    ],
    want: {
      nodes: [node("pub"), node("sub", { line: 30 })],
      sockets: [socket("pub.out", "PUB", { taken: 1 }), socket("sub.in", "SUB", { received: 1 })],
    },
  },
  {
    name: "filtered for one, dropped for the other: nothing is left",
    told: [
      { kind: "send", node: "pub", socket: "pub.out", message: 7, flow: "publish", copies: 2 },
      { kind: "filtered", socket: "pub.out", link: "L1", message: 7 },
      { kind: "dropped", socket: "pub.out", link: "L1", message: 7, place: "send", reason: "hwm" },
    ],
    want: { sockets: [socket("pub.out", "PUB", { sent: 2, filtered: 1, dropped: { hwm: 1 } }), socket("sub.in", "SUB")] },
  },
  {
    name: "one of three fates told: the message stays",
    told: [
      { kind: "send", node: "pub", socket: "pub.out", message: 7, flow: "publish", label: "NYC", number: 1, frames: [{ size: 3 }], copies: 3 },
      { kind: "filtered", socket: "pub.out", link: "L1", message: 7 },
    ],
    want: { sockets: [socket("pub.out", "PUB", { sent: 3, filtered: 1 }), socket("sub.in", "SUB")], messages: [m7] },
  },
  {
    name: "lost on the way", from: { messages: [m7], links: [link({ lanes: [[], [flight(3, 7)]] })] },
    told: [{ kind: "dropped", socket: "sub.in", link: "L1", message: 7, parcel: 3, place: "lane", reason: "cut" }],
    want: { sockets: [socket("pub.out", "PUB", { dropped: { cut: 1 } }), socket("sub.in", "SUB")] },
  },
  {
    name: "lost in the receive queue", from: { messages: [m7], links: [link({ ends: [{ ...end, receive: [7] }, end] })] },
    told: [{ kind: "dropped", socket: "sub.in", link: "L1", message: 7, place: "receive-queue", reason: "closed" }],
    want: { sockets: [socket("pub.out", "PUB", { dropped: { closed: 1 } }), socket("sub.in", "SUB")] },
  },
  {
    name: "a copy to an outside peer is taken when it lands",
    from: { nodes: [node("pub"), node("sub", { outside: true })], messages: [m7], links: [link({ lanes: [[], [flight(3, 7)]] })] },
    told: [{ kind: "arrived", socket: "sub.in", link: "L1", parcel: 3, what: "message", message: 7 }],
    want: { nodes: [node("pub"), node("sub", { outside: true })], sockets: [socket("pub.out", "PUB", { taken: 1 }), socket("sub.in", "SUB")] },
  },
  {
    name: "an outside peer's message is known from its flight on",
    told: [{ kind: "sent", socket: "pub.out", link: "L1", parcel: 3, what: "message", message: 7, flow: "publish", label: "NYC", number: 1, frames: [{ size: 3 }], t0: 1, t1: 9, bytes: 3 }],
    want: { sockets: [socket("pub.out", "PUB", { sent: 1 }), socket("sub.in", "SUB")], messages: [m7], links: [link({ lanes: [[], [flight(3, 7)]] })] },
  },
  {
    name: "blocked", told: [{ kind: "blocked", node: "pub", call: "send", socket: "pub.out", until: 99, line: 14 }],
    want: { nodes: [node("pub", { line: 14, call: { call: "send", socket: "pub.out", since: 10, until: 99, blocked: true } }), node("sub")] },
  },
  {
    name: "timer", told: [{ kind: "timer-set", node: "pub", call: "sleep", until: 99, line: 3 }, { kind: "timer-fired", node: "pub", call: "sleep" }],
    want: { nodes: [node("pub", { line: 3 }), node("sub")] },
  },
  {
    name: "a program that is killed stands in no call, nor do its threads",
    from: { nodes: [node("pub", { line: 3, call: { call: "recv", since: 1 }, threads: [{ id: 1, line: 4, call: { call: "work", since: 2 } }] }), node("sub")] },
    told: [{ kind: "crashed", node: "pub", line: 3 }],
    want: { nodes: [node("pub", { line: 3, status: "crashed" }), node("sub")] },
  },
  {
    name: "one that runs anew begins as at first, and its socket goes on with its counts",
    from: { nodes: [node("pub", { line: 3, text: "busy", slow: 3, status: "crashed" }), node("sub")], sockets: [socket("pub.out", "PUB", { sent: 5, taken: 4, closed: true }), socket("sub.in", "SUB")] },
    told: [{ kind: "restarted", node: "pub" }, { kind: "opened", node: "pub", socket: "pub.out", type: "PUB", sendHwm: 9, receiveHwm: 9 }],
    want: { sockets: [socket("pub.out", "PUB", { sent: 5, taken: 4, sendHwm: 9, receiveHwm: 9 }), socket("sub.in", "SUB")] },
  },
  {
    name: "frozen, slowed, thawed",
    told: [{ kind: "frozen", node: "pub" }, { kind: "slowed", node: "sub", number: 4 }, { kind: "thawed", node: "pub" }, { kind: "frozen", node: "sub" }],
    want: { nodes: [node("pub"), node("sub", { status: "frozen", slow: 4 })] },
  },
];

for (const c of cases) {
  test(c.name, () => {
    const got = fold(state(c.from), ...c.told).state;
    assert.deepEqual(differences(got, state({ ...c.want, seq: c.told.length, at: 10 })), []);
  });
}

test("a history gives the same state by any way", () => {
  const told = (seq: number): Event => {
    const message = Math.ceil(seq / 5);
    const at = seq * 1000;
    const about = { seq, at, say: "", link: "L1", message } as const;
    switch (seq % 5) {
      case 1: return { ...about, kind: "send", node: "pub", socket: "pub.out", copies: 1, flow: "publish", number: message };
      case 2: return { ...about, kind: "queued", socket: "pub.out", depth: 1 };
      case 3: return { ...about, kind: "sent", socket: "pub.out", parcel: message, what: "message", t0: at, t1: at + 1000 };
      case 4: return { ...about, kind: "arrived", socket: "sub.in", parcel: message, what: "message", depth: 1 };
      default: return { ...about, kind: "received", node: "sub", socket: "sub.in" };
    }
  };
  const history = new History(state());
  for (let seq = 1; seq <= 100_000; seq++) {
    assert.ok(history.add(told(seq)));
    if (seq % 200 === 0) history.checkpoint(history.state(seq)); // the server's keyframe
  }
  assert.equal(history.add(told(7)), false);

  let slowest = 0;
  for (const seq of [99_999, 3, 50_050, 50_049, 100_000, 0, 77_777]) {
    const before = performance.now();
    const got = history.state(seq);
    slowest = Math.max(slowest, performance.now() - before);
    assert.equal(got.seq, seq);
    assert.equal(got.sockets[1]!.received, Math.floor(seq / 5));
  }
  console.log(`slowest of 100,000 events: ${slowest.toFixed(2)} ms`);
  assert.equal(history.seqAt(1999), 1);
  assert.equal(history.seqAt(0), 0);
  assert.deepEqual(history.life(2).map((e) => e.kind), ["send", "queued", "sent", "arrived", "received"]);
});
