// The vocabulary of a run, as sim/event's Go structs put it into JSON. World
// time is in µs since the run began. Go leaves out a field that is zero, so a
// field is required here only where its zero never occurs.

export type Flow = "request" | "reply" | "publish" | "task" | "control";

export type Reason = string; // "hwm", "no-peer", ...: sim/event lists them

export type Place = "send" | "send-queue" | "lane" | "receive-queue";

export type What =
  | "message" | "greeting" | "handshake" | "subscribe" | "cancel" | "ping" | "pong" | "command";

export interface Frame {
  readonly size: number;
  readonly preview?: string; // the start of it: text, or hex when `hex`
  readonly hex?: boolean;
}

// Every field an event may carry, beside seq, at, kind and say.
export interface Fields {
  readonly cause: number; // the seq that led to it
  readonly node: string;
  readonly socket: string; // "node.name"
  readonly link: string;
  readonly peer: string;
  readonly thread: number; // of the program: absent, it is the program itself
  readonly line: number;
  readonly call: string;
  readonly message: number;
  readonly flow: Flow;
  readonly label: string;
  readonly number: number;
  readonly frames: readonly Frame[];
  readonly copies: number;
  readonly parcel: number;
  readonly what: What;
  readonly t0: number;
  readonly t1: number;
  readonly bytes: number;
  readonly payload: number; // of them, what a program wrote
  readonly type: string; // REQ, REP ...
  readonly identity: string;
  readonly endpoint: string;
  readonly address: string;
  readonly transport: string;
  readonly latency: number;
  readonly capacity: number;
  readonly sendHwm: number;
  readonly receiveHwm: number;
  readonly ways: readonly Way[]; // of the link: there, and back
  readonly lose: number; // every so manyth try to connect is lost
  readonly manner: string; // of a bound endpoint: refuse, silence; absent, it accepts
  readonly column: number; // of the stage
  readonly row: number;
  readonly depth: number;
  readonly hwm: number;
  readonly topic: string;
  readonly place: Place;
  readonly reason: Reason;
  readonly status: LinkStatus;
  readonly until: number;
  readonly waited: number;
  readonly text: string;
}

interface Told<K> {
  readonly seq: number; // 1, 2, 3 ... without gaps
  readonly at: number;
  readonly kind: K;
  readonly say: string; // the event in one plain sentence
}

// Of<K, F>: an event of each kind in K, which always carries the fields F.
type Of<K extends string, F extends keyof Fields = never> =
  K extends string ? Told<K> & Readonly<Pick<Fields, F>> & Partial<Omit<Fields, F>> : never;

export type Event =
  | Of<"started" | "stopped" | "crashed" | "restarted" | "frozen" | "thawed" | "added" | "moved" | "removed" | "left", "node">
  | Of<"slowed", "node" | "number">
  | Of<"joined", "node" | "socket" | "type">
  | Of<"note" | "state", "node">
  | Of<"acted" | "planned", "call" | "text">
  | Of<"opened", "socket" | "type">
  | Of<"option" | "closed", "socket">
  | Of<"bound" | "unbound", "socket" | "endpoint">
  | Of<"connecting" | "retried" | "accepted" | "connected" | "refused" | "disconnected", "socket" | "link" | "status">
  | Of<"subscribed" | "unsubscribed", "socket" | "link">
  | Of<"send", "socket" | "message">
  | Of<"waiting" | "blocked" | "resumed" | "failed", "node" | "call">
  | Of<"queued" | "filtered", "socket" | "link" | "message">
  | Of<"received", "socket"> // no link, no message: a subscription, at XPUB
  | Of<"sent" | "arrived", "socket" | "link" | "parcel" | "what">
  | Of<"dropped", "socket" | "place" | "reason">
  | Of<"held" | "released" | "delayed", "socket" | "link" | "place">
  | Of<"altered", "socket">
  | Of<"request" | "timer-set" | "timer-fired", "node" | "call">
  | Of<"connection-waiting" | "future-created" | "future-resolved", "node" | "socket">
  | Of<"connection-reused", "node" | "socket" | "link">;

export type Kind = Event["kind"];

// State is all that a picture shows, as it stands after event seq. It is never
// changed in place: a step gives a new one that shares what did not change.
export interface State {
  readonly seq: number;
  readonly at: number;
  readonly nodes: readonly Node[];
  readonly sockets: readonly Socket[]; // open and closed ones
  readonly links: readonly Link[]; // those not ended
  readonly messages: readonly Message[]; // those in a queue or on a lane, by id
  readonly ledgers?: readonly Ledger[]; // of a duel, a half each
}

export type NodeStatus = "idle" | "running" | "frozen" | "stopped" | "crashed" | "left";

export interface Node {
  readonly name: string;
  readonly role?: string;
  readonly column: number;
  readonly row: number;
  readonly half?: Half; // of a duel
  readonly caller?: boolean; // of a duel: its waiting counts, and its end is the end of the task
  readonly outside?: boolean;
  readonly kind?: string; // of the palette
  readonly status: NodeStatus;
  readonly slow?: number; // its work takes so many times as long
  readonly line?: number;
  readonly text?: string;
  readonly call?: Call;
  readonly threads?: readonly Thread[]; // what it does beside itself, where that waits
}

export interface Thread {
  readonly id: number;
  readonly line?: number;
  readonly call: Call;
}

export interface Call {
  readonly call: string; // send, recv, poll, sleep, work
  readonly socket?: string;
  readonly since: number;
  readonly until?: number;
  readonly blocked?: boolean;
}

export interface Socket {
  readonly id: string;
  readonly node: string;
  readonly type: string;
  readonly identity?: string;
  readonly sendHwm: number;
  readonly receiveHwm: number;
  readonly bound: readonly Binding[];
  readonly closed?: boolean;
  readonly sent: number;
  readonly taken: number;
  readonly filtered: number;
  readonly dropped: Readonly<Record<Reason, number>>;
  readonly received: number;
}

export interface Binding {
  readonly endpoint: string;
  readonly address: string;
  readonly manner?: string; // how it answers who connects: refuse, silence; absent, it accepts
}

export type LinkStatus = "connecting" | "retrying" | "handshake" | "connected" | "closing" | "ended";

export interface Link {
  readonly id: string;
  readonly transport: string;
  readonly endpoint: string;
  readonly status: LinkStatus;
  readonly from: string; // the socket that connects; "stranger.L1" until an outside process has said what it is
  readonly to?: string; // the bound one; absent until it accepted
  readonly latency: number;
  readonly capacity: number;
  readonly ways?: readonly Way[]; // 0: from -> to, 1: to -> from; absent while both are as they began
  readonly lose?: number; // every so manyth try to connect is lost
  readonly ends: readonly [End, End]; // 0: at from, 1: at to
  readonly lanes: readonly [Lane, Lane]; // 0: from -> to, 1: to -> from
}

export interface End {
  readonly connected?: boolean;
  readonly send: readonly number[]; // message ids, head first
  readonly receive: readonly number[];
  readonly topics: readonly string[]; // what the peer asked for; only at publishers
  readonly held?: readonly number[]; // of send and receive: what somebody holds, and so all behind it
}

// Way is how one direction of a link is, once somebody has altered it.
export interface Way {
  readonly cut?: boolean; // nothing crosses, and nobody is told
  readonly latency: number;
  readonly jitter?: number; // each parcel takes up to so much longer
  readonly bandwidth?: number; // bytes a second
  readonly capacity?: number; // parcels in flight
}

export type Lane = readonly Flight[];

export interface Flight {
  readonly parcel: number;
  readonly what: What;
  readonly message?: number;
  readonly t0: number;
  readonly t1: number;
  readonly bytes: number;
  readonly held?: boolean; // somebody holds it, and so all behind it
  readonly since?: number; // while it is held, or its way is cut: since when it stands still
}

export interface Message {
  readonly id: number;
  readonly from: string;
  readonly flow: Flow;
  readonly label?: string;
  readonly number: number;
  readonly frames: readonly Frame[];
}

export type Half = "http" | "zeromq";

// Ledger counts what one half of a duel has done; sim/event says how.
export interface Ledger {
  readonly half: Half;
  readonly messages: number;
  readonly payload: number; // bytes that a program wrote
  readonly overhead: number; // all other bytes
  readonly tried: number; // to connect
  readonly connections: number; // accepted
  readonly roundTrips: number;
  readonly blocked: number; // µs that callers have waited, of the spells that are over
  readonly inFlight: number;
  readonly mostInFlight: number;
  readonly lost: Readonly<Record<Reason, number>>;
  readonly failed?: Readonly<Record<Reason, number>>; // calls that returned an error
  readonly callers: number;
  readonly done: number; // of the callers
  readonly open: number; // messages that have not yet found their fate
  readonly finished: number; // µs; 0: not yet
  readonly waiting?: readonly Spell[]; // callers that wait now
  readonly trips?: readonly Trip[]; // round trips under way
}

export interface Spell {
  readonly node: string;
  readonly since: number; // µs of world time
}

export interface Trip {
  readonly link: string;
  readonly from: string; // the socket that has begun it: who asks, or else who connects
  readonly parcel?: number; // the one to wait for; absent: the next that is sent
  readonly back?: boolean; // it has been there
}

// never is reached by no value: the compiler proves a switch exhaustive.
export function never(value: never): never {
  throw new Error(`unknown: ${JSON.stringify(value)}`);
}
