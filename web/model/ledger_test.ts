import assert from "node:assert/strict";
import { test } from "node:test";
import { History } from "./history";
import { blockedAt, lostOf } from "./ledger";
import { begin, step } from "./step";
import type { Event, Half, Kind, Ledger, Node, State } from "./types";

type Told = { kind: Kind; at?: number } & Record<string, unknown>;

function blank(half: Half, callers: number): Ledger {
  return { half, messages: 0, payload: 0, overhead: 0, tried: 0, connections: 0, roundTrips: 0, blocked: 0, inFlight: 0, mostInFlight: 0, lost: {}, callers, done: 0, open: 0, finished: 0 };
}

function node(name: string, half: Half, caller = false): Node {
  return { name, half, caller, column: 0, row: 0, status: "running" };
}

const base: State = {
  seq: 0, at: 0, sockets: [], links: [], messages: [], ledgers: [blank("http", 1), blank("zeromq", 1)],
  nodes: [node("a", "http", true), node("b", "http"), node("c", "zeromq", true), node("d", "zeromq")],
};

function events(told: readonly Told[]): Event[] {
  return told.map((t, i) => ({ seq: i + 1, at: (i + 1) * 100, say: "", ...t }) as unknown as Event);
}

function fold(told: readonly Told[]): readonly Ledger[] {
  return events(told).reduce(step, begin(base)).state.ledgers!;
}

const call: readonly Told[] = [
  { kind: "connecting", node: "a", socket: "a.http", link: "L1", transport: "tcp", status: "connecting" },
  { kind: "accepted", socket: "b.http", link: "L1", transport: "tcp", status: "handshake" },
  { kind: "request", node: "a", call: "do", socket: "a.http" },
  { kind: "send", socket: "a.http", message: 1, copies: 1 },
  { kind: "sent", socket: "a.http", link: "L1", parcel: 1, what: "request", message: 1, bytes: 50 },
  { kind: "arrived", socket: "b.http", link: "L1", parcel: 1, what: "request", message: 1, depth: 1, bytes: 50, payload: 5 },
  { kind: "received", node: "b", socket: "b.http", message: 1 },
  { kind: "send", socket: "b.http", message: 2, copies: 1 },
  { kind: "sent", socket: "b.http", link: "L1", parcel: 2, what: "response", message: 2, bytes: 40 },
  { kind: "arrived", socket: "a.http", link: "L1", parcel: 2, what: "response", message: 2, depth: 1, bytes: 40, payload: 4 },
  { kind: "received", node: "a", socket: "a.http", message: 2 },
  { kind: "stopped", node: "a" },
];

test("a question and its answer, in the books of its own half", () => {
  const [http, zeromq] = fold(call);
  const { trips, waiting, ...figures } = http!;
  assert.deepEqual(figures, {
    ...blank("http", 1), messages: 2, payload: 9, overhead: 81, tried: 1, connections: 1, roundTrips: 2, blocked: 800, mostInFlight: 1, done: 1, finished: 1200,
  });
  assert.deepEqual([trips, waiting], [[{ link: "L1", from: "a.http", back: false }], []]);
  assert.equal(zeromq, base.ledgers![1]);
});

test("an open spell goes on counting with the world", () => {
  const [http] = fold(call.slice(0, 5));
  assert.equal(http!.blocked, 0);
  assert.equal(blockedAt(http!, 400), 100);
  assert.equal(blockedAt(http!, 1000), 700);
});

test("what is lost on the way has not crossed, and its round trip begins anew", () => {
  const [http] = fold([...call.slice(0, 5), { kind: "dropped", socket: "a.http", link: "L1", parcel: 1, what: "request", message: 1, place: "lane", reason: "cut" }]);
  assert.deepEqual([http!.lost, lostOf(http!), http!.inFlight, http!.messages, http!.overhead], [{ cut: 1 }, 1, 0, 0, 0]);
  assert.deepEqual(http!.trips, [{ link: "L1", from: "a.http" }]);
});

test("nobody there: a refusal costs a round trip, a link that ends has no more of them", () => {
  const [http] = fold([
    call[0]!,
    { kind: "retried", socket: "a.http", link: "L1", reason: "connection-refused", status: "retrying" },
    { kind: "refused", socket: "a.http", link: "L1", reason: "connection-refused", status: "ended" },
  ]);
  assert.deepEqual([http!.tried, http!.connections, http!.roundTrips, http!.trips], [2, 0, 2, []]);
});

test("a socket that connects again by itself tries again: its own end says when", () => {
  const [http] = fold([
    call[0]!,
    { kind: "disconnected", socket: "b.http", link: "L1", reason: "disconnected", status: "retrying" },
    { kind: "disconnected", socket: "a.http", link: "L1", reason: "disconnected", status: "retrying", until: 900 },
  ]);
  assert.equal(http!.tried, 2);
});

test("who asks begins a round trip, whoever has connected", () => {
  const [http] = fold([
    { kind: "connecting", socket: "a.http", link: "L1", endpoint: "x", transport: "tcp", status: "connecting" },
    { kind: "sent", socket: "b.http", link: "L1", peer: "a.http", parcel: 1, what: "message", message: 1, flow: "request", t0: 0, t1: 1 },
    { kind: "arrived", socket: "a.http", link: "L1", peer: "b.http", parcel: 1, what: "message", message: 1 },
    { kind: "sent", socket: "a.http", link: "L1", peer: "b.http", parcel: 2, what: "message", message: 2, flow: "reply", t0: 1, t1: 2 },
    { kind: "arrived", socket: "b.http", link: "L1", peer: "a.http", parcel: 2, what: "message", message: 2 },
  ]);
  assert.deepEqual([http!.roundTrips, http!.trips], [1, [{ link: "L1", from: "b.http", back: false }]]);
});

test("a stranger's connection belongs to the half it talks to, and a thread's waiting is not its program's", () => {
  const [, zeromq] = fold([
    { kind: "accepted", socket: "d.in", link: "L2", peer: "stranger.L2", transport: "inproc", status: "handshake" },
    { kind: "waiting", node: "c", call: "recv", thread: 1 },
  ]);
  assert.deepEqual([zeromq!.tried, zeromq!.connections, zeromq!.roundTrips], [1, 1, 0]);
  assert.deepEqual([zeromq!.trips, zeromq!.waiting], [[{ link: "L2", from: "stranger.L2" }], undefined]);
});

test("a message is booked where it was sent, also where a hand has joined both halves or added a node", () => {
  const across = (from: string, to: string, message: number): readonly Told[] => [
    { kind: "send", socket: from, message, copies: 1 },
    { kind: "sent", socket: from, peer: to, link: "L3", parcel: message, what: "message", message },
    { kind: "arrived", socket: to, peer: from, link: "L3", parcel: message, what: "message", message, depth: 1 },
    { kind: "received", socket: to, peer: from, link: "L3", message },
  ];
  const counts = (told: readonly Told[]): unknown[] => fold(told).map((l) => [l.inFlight, l.mostInFlight, l.open, l.messages]);
  assert.deepEqual(counts(across("b.push", "d.in", 1)), [[0, 1, 0, 0], [0, 0, 0, 1]]);
  assert.deepEqual(counts(across("b.push", "d.in", 1).slice(0, 2)), [[1, 1, 1, 0], [0, 0, 0, 0]]);
  assert.deepEqual(counts(across("producer.out", "d.in", 1)), [[0, 0, 0, 0], [0, 0, 0, 1]]);
});

test("at any place of the cursor the books are those of stepping there", () => {
  const told = events(Array.from({ length: 60 }, () => call).flat());
  const stepped: (readonly Ledger[])[] = [base.ledgers!];
  told.reduce((m, e) => {
    const next = step(m, e);
    stepped.push(next.state.ledgers!);
    return next;
  }, begin(base));
  const history = new History(base);
  for (const e of told) assert.ok(history.add(e));
  for (const seq of [540, 3, 301, 300, 299, 17, 0, 444]) assert.deepEqual(history.state(seq).ledgers, stepped[seq]);
});
