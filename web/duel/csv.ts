// The ledger as CSV (RFC 4180): a line for each half, at the cursor, with all
// that is needed to have the same run again.

import { blockedAt, lostOf } from "../model/ledger";
import type { Ledger } from "../model/types";
import type { Values } from "../session/meta";

export interface Run {
  readonly pattern: string;
  readonly params: Values;
  readonly seed: number;
  readonly event: number;
  readonly at: number; // µs of world time
}

type Cell = string | number;

const fields: readonly (readonly [string, (l: Ledger, run: Run) => Cell])[] = [
  ["pattern", (_, r) => r.pattern],
  ["parameters", (_, r) => pairs(r.params)],
  ["seed", (_, r) => r.seed],
  ["event", (_, r) => r.event],
  ["world time, s", (_, r) => seconds(r.at)],
  ["half", (l) => l.half],
  ["messages", (l) => l.messages],
  ["payload bytes", (l) => l.payload],
  ["overhead bytes", (l) => l.overhead],
  ["connections", (l) => l.connections],
  ["connections tried", (l) => l.tried],
  ["round trips", (l) => l.roundTrips],
  ["caller blocked, s", (l, r) => seconds(blockedAt(l, r.at))],
  ["most in flight", (l) => l.mostInFlight],
  ["lost", lostOf],
  ["lost by", (l) => pairs(l.lost)],
  ["failed calls", (l) => pairs(l.failed ?? {})],
  ["finished at, s", (l) => (l.finished ? seconds(l.finished) : "")],
];

export function csv(run: Run, ledgers: readonly Ledger[]): string {
  const lines = [fields.map(([name]) => name), ...ledgers.map((l) => fields.map(([, cell]) => cell(l, run)))];
  return lines.map((cells) => cells.map(quoted).join(",") + "\r\n").join("");
}

// quoted where a comma, a quote or a line break would be misread.
function quoted(cell: Cell): string {
  const text = String(cell);
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

function pairs(values: Readonly<Record<string, Cell>>): string {
  return Object.entries(values).map(([name, value]) => `${name}=${value}`).join(" ");
}

function seconds(us: number): string {
  return (us / 1e6).toFixed(6);
}
