// A breakpoint as one line: kind=dropped reason=hwm, depth>=10 node=sink,
// blocked>2s, text~"task 7". sim/breakpoint reads and writes the same lines.

import type { Breakpoint } from "./breakpoint";

const compares: Readonly<Record<string, string>> = {
  kind: "=", fate: "=", reason: "=", text: "~", depth: ">=", queue: "=", blocked: ">", waiting: ">", node: "=", socket: "=", link: "=", peer: "=", once: "", off: "",
};

// print is the line of a breakpoint.
export function print(b: Breakpoint): string {
  const words: string[] = [];
  const add = (name: string, value: string | false | undefined): void => {
    if (value) words.push(name + compares[name] + (value === "yes" && !compares[name] ? "" : value));
  };
  add("kind", b.kinds?.join(","));
  add("fate", b.fate);
  add("reason", quote(b.reason));
  add("text", quote(b.text));
  add("depth", b.depth ? String(b.depth) : "");
  add("queue", b.queue);
  add("blocked", b.blocked ? time(b.blocked) : "");
  add("waiting", b.waiting ? time(b.waiting) : "");
  add("node", quote(b.node));
  add("socket", quote(b.socket));
  add("link", quote(b.link));
  add("peer", quote(b.peer));
  add("once", b.once ? "yes" : "");
  add("off", b.off ? "yes" : "");
  return words.join(" ");
}

function quote(value: string | undefined): string | undefined {
  return value && !/^[^\t\n\f\r "]+$/.test(value) ? JSON.stringify(value) : value;
}

// time in the largest unit in which it is whole.
export function time(us: number): string {
  return us % 1e6 === 0 ? `${us / 1e6}s` : us % 1000 === 0 ? `${us / 1000}ms` : `${us}us`;
}

// sentence is why a run stops at an event, of what happened.
export function sentence(seq: number, number: number, b: Breakpoint, what: string): string {
  return `Stopped at event ${seq}, ${number > 0 ? `as breakpoint ${number} asks` : "as was asked"} (${asked(b)}): ${what}.`;
}

const mostNamed = 3; // kinds of event in a sentence; of more, their number is there

function asked(b: Breakpoint): string {
  const { once: _, off: __, kinds = [], ...rest } = b;
  return kinds.length > mostNamed ? `any of ${kinds.length} kinds ${print(rest)}`.trim() : print({ kinds, ...rest });
}

const wordForm = /^([a-z]+)(?:(=|~|>=|>)("(?:[^"\\]|\\.)*"|[^\t\n\f\r "]+))?(?:[ \t]|$)/;

const example: Readonly<Record<string, string>> = {
  kind: "kind=dropped", node: "node=worker-1", socket: "socket=sink.pull", link: "link=L1", peer: "peer=worker-1", fate: "fate=dropped", reason: "reason=hwm",
  queue: "queue=receive", text: 'text~"task 7"', depth: "depth>=10", blocked: "blocked>2s", waiting: "waiting>500ms", once: "once", off: "off",
};

const longest = 8 * 3600 * 1e6; // µs
const deepest = 1_000_000;

// Vocabulary is what the server knows of: the words that a line may name.
export interface Vocabulary {
  readonly kinds: readonly string[];
  readonly reasons: readonly string[];
}

// parse reads a line; the error is one sentence.
export function parse(line: string, known: Vocabulary): Breakpoint {
  const b: Record<string, unknown> = {};
  const seen = new Set<string>();
  for (let rest = line.trim(); rest !== ""; ) {
    const word = wordForm.exec(rest);
    if (!word) fail(`${JSON.stringify(rest.slice(0, 40))} is no condition; one is kind=dropped, depth>=10, blocked>2s or text~"task 7", for example`);
    const [whole, name = "", how = "", value = ""] = word;
    if (seen.has(name)) fail(`${name} is there twice`);
    seen.add(name);
    Object.assign(b, take(name, how, value, known));
    rest = rest.slice(whole.length).replace(/^[ \t]+/, "");
  }
  return check(b as Breakpoint);
}

function take(name: string, how: string, quoted: string, known: Vocabulary): Breakpoint {
  const want = Object.hasOwn(compares, name) ? compares[name] : undefined;
  if (want === undefined) fail(`there is no condition ${JSON.stringify(name)}; there are ${Object.keys(example).join(", ")}`);
  if (how !== want) fail(`${name} is written ${example[name]}`);
  const value = unquote(name, quoted);
  if (value === "" && how !== "") fail(`${name} is empty`);
  switch (name) {
    case "kind":
      return { kinds: value.split(",").map((k) => oneOf("kind of event", k, known.kinds)) as never };
    case "reason":
      return { reason: oneOf("reason", value, known.reasons) };
    case "fate":
      if (!["received", "filtered", "dropped"].includes(value)) fail(`fate is received, filtered or dropped, not ${JSON.stringify(value)}`);
      return { fate: value as never };
    case "queue":
      if (!["send", "receive"].includes(value)) fail(`queue is send or receive, not ${JSON.stringify(value)}`);
      return { queue: value as never };
    case "depth":
      if (!/^[+-]?[0-9]+$/.test(value) || +value < 1 || +value > deepest) fail(`depth is a whole number from 1 to ${deepest}, not ${JSON.stringify(value)}`);
      return { depth: +value };
    case "blocked":
    case "waiting":
      return { [name]: duration(value) };
    case "once":
    case "off":
      return { [name]: true };
    default:
      if (new TextEncoder().encode(value).length > 256) fail(`${name} has more than 256 bytes`);
      return { [name]: value };
  }
}

function oneOf(what: string, value: string, all: readonly string[]): string {
  return all.includes(value) ? value : fail(`there is no ${what} ${JSON.stringify(value)}`);
}

function unquote(name: string, value: string): string {
  if (!value.startsWith('"')) return value;
  try {
    return JSON.parse(value) as string;
  } catch {
    return fail(`${name}: ${value} is not quoted as JSON quotes a string`);
  }
}

function duration(value: string): number {
  const parts = /^([0-9]{1,9}(?:\.[0-9]{1,6})?)(us|ms|s)$/.exec(value);
  if (!parts) return fail(`a time is written 2s, 250ms or 40us, not ${JSON.stringify(value)}`);
  const us = Math.round(+parts[1]! * { us: 1, ms: 1000, s: 1e6 }[parts[2] as "us" | "ms" | "s"]);
  return us >= 1 && us <= longest ? us : fail(`a time is from 1 µs to 8 hours, not ${JSON.stringify(value)}`);
}

// check what a breakpoint's conditions mean together.
function check(b: Breakpoint): Breakpoint {
  const wait = b.blocked !== undefined || b.waiting !== undefined;
  const about = [b.kinds, b.link, b.peer, b.fate, b.reason, b.text, b.depth].some((c) => c !== undefined);
  if (b.queue && !b.depth) fail(`queue=${b.queue} says which queue depth>= is about, and there is no depth`);
  if (b.blocked && b.waiting) fail("it can ask for blocked or for waiting, not for both");
  if (wait && about) fail("blocked and waiting are about a call: they go with node and socket alone");
  if (!wait && !about && !b.node && !b.socket) fail("it has no condition");
  return b;
}

function fail(why: string): never {
  throw new Error(`breakpoint: ${why}`);
}
