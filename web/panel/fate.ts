// fate says in one sentence what has become of a message and its copies.

import { nodeOf } from "../mark/naming";
import { count, reasonOf } from "../mark/words";
import type { Event, State } from "../model/types";

export function fate(past: readonly Event[], state: State, id: number): string {
  if (past.length === 0) return "It has not been sent yet.";
  const taken = past.filter((e) => e.kind === "received" || (e.kind === "arrived" && !e.depth)).map((e) => nodeOf(e.socket));
  const lost = past.filter((e) => e.kind === "dropped");
  const filtered = past.filter((e) => e.kind === "filtered").length;
  const { queued, flying } = whereabouts(state, id);
  const parts = [
    taken.length > 0 ? `received by ${list(taken)}` : "",
    queued > 0 ? `${queued === 1 ? "one copy waits" : `${queued} copies wait`} in a queue` : "",
    flying > 0 ? `${flying === 1 ? "one copy is" : `${flying} copies are`} in flight` : "",
    filtered > 0 ? `${count(filtered, "copy", "copies")} filtered: not asked for, not lost` : "",
    lost.length > 0 ? `${lost.length === 1 ? "one copy" : `${lost.length} copies`} dropped (${list([...new Set(lost.map((e) => reasonOf(e.reason)))])})` : "",
  ].filter((p) => p !== "");
  if (parts.length === 0) return "It has just been sent; nothing has become of it yet.";
  const text = parts.join("; ");
  return `${text[0]!.toUpperCase()}${text.slice(1)}.`;
}

function whereabouts(state: State, id: number): { queued: number; flying: number } {
  let queued = 0;
  let flying = 0;
  for (const l of state.links) {
    for (const end of l.ends) queued += end.send.filter((m) => m === id).length + end.receive.filter((m) => m === id).length;
    for (const lane of l.lanes) flying += lane.filter((f) => f.message === id).length;
  }
  return { queued, flying };
}

function list(words: readonly string[]): string {
  if (words.length < 2) return words.join("");
  return `${words.slice(0, -1).join(", ")} and ${words[words.length - 1]}`;
}
