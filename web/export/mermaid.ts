// The sequence as Mermaid's text (sequenceDiagram), a line for each message in
// the order of sending:
//
//	n0->>n1    a message that arrived; a reply is dashed, n1-->>n0
//	n0-)n1     one in flight at the cursor
//	n0-xn1     one that was lost, with the reason
//	Note over  a call that blocked or failed, what a program noted, a program that ended
//
// Mermaid has no time: when each was sent stands in its label. A run may be long
// and a diagram of it unreadable, so it holds at most `most` lines, the newest.

import { titleOf } from "../mark/naming";
import { duration, reasonOf, seconds } from "../mark/words";
import type { History } from "../model/history";
import type { Node, State } from "../model/types";
import { inOrder } from "../sequence/axis";
import { Chart } from "../sequence/chart";
import type { Flight, Point, Spell } from "../sequence/things";
import { where, type Run } from "./run";

export interface Stretch {
  readonly from: number; // µs of world time
  readonly to: number;
}

interface Line {
  readonly seq: number;
  readonly text: string;
}

const most = 400;
const longest = 80; // characters of a label

export function mermaid(run: Run, history: History, state: State, stretch: Stretch): string {
  const chart = new Chart(history);
  chart.grow();
  const nodes = inOrder(state.nodes);
  const ids = new Map(nodes.map((n, i) => [n.name, `n${i}`]));
  const within = (at: number, seq: number): boolean => at >= stretch.from && at <= stretch.to && seq <= run.event;
  const all = [
    ...chart.flights.filter((f) => f.message !== undefined && within(f.t0, f.seq)).flatMap((f) => flight(f, ids, chart, run)),
    ...chart.points.filter((p) => within(p.at, p.seq)).flatMap((p) => point(p, ids, history)),
    ...chart.spells.filter((p) => within(p.from, p.seq)).flatMap((p) => spell(p, ids, history, run)),
  ].sort((a, b) => a.seq - b.seq);
  const left = all.length - most;
  return [
    "sequenceDiagram",
    `  %% ${plain(where(run))}`,
    ...(left > 0 ? [`  %% The first ${left} lines of this stretch are left out.`] : []),
    ...participants(nodes, ids),
    ...all.slice(-most).map((l) => `  ${l.text}`),
  ].join("\n") + "\n";
}

function participants(nodes: readonly Node[], ids: ReadonlyMap<string, string>): string[] {
  return nodes.map((n) => `  participant ${ids.get(n.name)} as ${label(n.half ? `${n.half === "http" ? "HTTP" : "ZeroMQ"}: ${titleOf(n)}` : n.name)}`);
}

function flight(f: Flight, ids: ReadonlyMap<string, string>, chart: Chart, run: Run): Line[] {
  const [from, to] = [ids.get(f.from), ids.get(f.to)];
  if (!from || !to) return [];
  const over = f.end !== undefined && f.end <= run.at;
  const dashed = f.flow === "reply" ? "-" : "";
  const name = chart.name(f.message) || `message ${f.message}`;
  if (over && f.lost) return [{ seq: f.seq, text: `${from}${dashed}-x${to}: ${label(`${seconds(f.t0)} s ${name}, lost: ${reasonOf(f.lost)}`)}` }];
  const arrow = over ? "->>" : "-)";
  return [{ seq: f.seq, text: `${from}${dashed}${arrow}${to}: ${label(`${seconds(f.t0)} s ${name}${over ? "" : ", in flight"}`)}` }];
}

function point(p: Point, ids: ReadonlyMap<string, string>, history: History): Line[] {
  const id = ids.get(p.node);
  if (!id) return [];
  switch (p.kind) {
    case "dropped": {
      const peer = history.event(p.seq)?.peer;
      const to = (peer && ids.get(peer.slice(0, peer.lastIndexOf(".")))) || id;
      return [{ seq: p.seq, text: `${id}-x${to}: ${label(`${seconds(p.at)} s ${p.label}, lost: ${reasonOf(p.reason)}`)}` }];
    }
    case "failed":
      return [note(p.seq, id, `${seconds(p.at)} s ${history.event(p.seq)?.call ?? "a call"} failed: ${reasonOf(p.reason)}`)];
    case "note":
      return [note(p.seq, id, `${seconds(p.at)} s ${p.label}`)];
    case "send":
    case "received":
      return []; // the ends of a message; its line is the flight
  }
}

function spell(p: Spell, ids: ReadonlyMap<string, string>, history: History, run: Run): Line[] {
  const id = ids.get(p.node);
  const e = history.event(p.seq);
  if (!id || !e || p.kind === "work") return [];
  if (p.kind === "absent") return [note(p.seq, id, `${seconds(p.from)} s ${e.kind}`)];
  const lasted = p.end === undefined || p.end > run.at ? "" : ` for ${duration(p.end - p.from)}`;
  return [note(p.seq, id, `${seconds(p.from)} s ${p.kind}${lasted}`)];
}

function note(seq: number, id: string, text: string): Line {
  return { seq, text: `Note over ${id}: ${label(text)}` };
}

// label is text as Mermaid takes it: what could mean something to its grammar,
// or to the page that shows it, is written as an entity, "#59;" for a semicolon.
export function label(text: string): string {
  const shown = text.length > longest ? `${[...text].slice(0, longest - 1).join("")}…` : text;
  return [...shown.replace(/[\p{Cc}\p{Cs}\p{Co}\p{Cn}\s]+/gu, " ").trim()].map(entity).join("") || "#160;";
}

function entity(c: string): string {
  return /[\p{L}\p{N}\p{M} .,_/()'°µ-]/u.test(c) ? c : `#${c.codePointAt(0)};`;
}

// plain is text for a comment, which ends with its line.
function plain(text: string): string {
  return text.replace(/[^\p{L}\p{N} .,_-]/gu, " ");
}
