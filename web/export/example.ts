// A short run for tests: a publisher with a hostile tongue, and a subscriber.

import { History } from "../model/history";
import type { Event, State } from "../model/types";
import type { Run } from "./run";

export const hostile = `<script>alert("1")</script>; end\n#35;%%{init}%% & wrap: \u0000\uD800 ]]>`;

export const base: State = {
  seq: 0, at: 0, sockets: [], links: [], messages: [],
  nodes: [{ name: "end", column: 0, row: 0, status: "running" }, { name: `sub <b>`, column: 1, row: 0, status: "running" }],
};

export const run: Run = { pattern: "weather", title: "Weather <updates>", seed: 7, event: 99, at: 5_000_000 };

export const opening = [
  { kind: "opened", node: "end", socket: "end.out", type: "PUB" },
  { kind: "opened", node: "sub <b>", socket: "sub <b>.in", type: "SUB" },
  { kind: "connecting", node: "sub <b>", socket: "sub <b>.in", link: "L1", endpoint: "tcp://x" },
  { kind: "accepted", node: "end", socket: "end.out", link: "L1", peer: "sub <b>.in" },
  ...sent(1, hostile, 600_000), landed(1, 900_000),
  ...sent(3, "cut off", 1_200_000), { kind: "dropped", at: 1_300_000, socket: "end.out", link: "L1", parcel: 3, message: 3, place: "lane", reason: "cut" },
  { kind: "send", at: 1_400_000, node: "end", socket: "end.out", message: 4, flow: "publish", label: "too much", number: 4, frames: [{ size: 3 }] },
  { kind: "dropped", at: 1_400_000, socket: "end.out", peer: "sub <b>.in", message: 4, place: "send-queue", reason: "hwm" },
  { kind: "blocked", at: 1_500_000, node: "end", call: "send" },
  { kind: "resumed", at: 3_500_000, node: "end", call: "send" },
  { kind: "note", at: 3_600_000, node: "sub <b>", text: hostile },
  ...sent(2, "in flight", 4_900_000),
  { kind: "stopped", at: 5_000_000, node: "sub <b>" },
];

function sent(message: number, label: string, at: number): Record<string, unknown>[] {
  return [
    { kind: "send", at, node: "end", socket: "end.out", message, flow: "publish", label, number: message, frames: [{ size: 3, preview: hostile }] },
    { kind: "sent", at, node: "end", socket: "end.out", link: "L1", parcel: message, what: "message", message, t0: at, t1: at + 300_000 },
  ];
}

function landed(message: number, at: number): Record<string, unknown> {
  return { kind: "arrived", at, node: "sub <b>", socket: "sub <b>.in", link: "L1", parcel: message, what: "message", message, depth: 1 };
}

export function history(told: readonly Record<string, unknown>[] = opening): History {
  const h = new History(base);
  told.forEach((t, i) => h.add({ seq: i + 1, at: 100_000, say: "", ...t } as unknown as Event));
  return h;
}
