// Who stands where: the line of each program, and of each of its threads, from
// its last call.

import type { Call, Node } from "../model/types";
import { duration } from "../mark/words";

export interface Stand {
  readonly node: Node;
  readonly thread: number; // 0: the program itself
  readonly line: number;
  readonly call: Call | undefined;
}

export function standsOf(nodes: readonly Node[]): Stand[] {
  return nodes.filter((n) => !n.outside && n.status !== "idle" && n.status !== "left").flatMap((n) => [
    ...(n.line ? [{ node: n, thread: 0, line: n.line, call: n.call }] : []),
    ...(n.threads ?? []).filter((t) => t.line).map((t) => ({ node: n, thread: t.id, line: t.line!, call: t.call })),
  ]);
}

// nameOf one who stands there: "worker 2", or "server #3" for its third thread.
export function nameOf(s: Stand): string {
  return s.thread ? `${s.node.name} #${s.thread}` : s.node.name;
}

// Family is those at one line whose names differ in their number only: "worker" 1, 2, 3.
export interface Family {
  readonly name: string; // "" when each has its own
  readonly members: readonly { readonly stand: Stand; readonly short: string }[];
}

export function families(stands: readonly Stand[]): Family[] {
  const found = new Map<string, { stand: Stand; short: string }[]>();
  for (const stand of stands) {
    const [, name = nameOf(stand), number = ""] = /^(.*?)[ -]?(#?\d+)$/.exec(nameOf(stand)) ?? [];
    found.set(name, [...(found.get(name) ?? []), { stand, short: number }]);
  }
  return [...found].map(([name, members]) => (members.length > 1 && members.every((m) => m.short) ? { name, members } : { name: "", members: members.map((m) => ({ ...m, short: nameOf(m.stand) })) }));
}

// doing says what one does there, at that world time.
export function doing(s: Stand, at: number): string {
  const { status } = s.node;
  if (status !== "running") return status === "stopped" ? "has come to its end" : `is ${status}`;
  if (!s.call) return "goes on from there";
  const since = duration(Math.max(0, at - s.call.since));
  if (s.call.blocked) return `has been blocked in Send for ${since}`;
  switch (s.call.call) {
    case "work":
      return `has worked for ${since}`;
    case "sleep":
      return `has slept for ${since}`;
    default:
      return `has waited for ${since}`;
  }
}
