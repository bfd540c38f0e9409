// The requests of a measure. An error is the server's own sentence.

import type { Measure } from "./types";

export function start(duel: string, count: number): Promise<Measure> {
  return ask("/api/measures", {
    method: "POST",
    headers: { "Content-Type": "application/json" },
    body: JSON.stringify({ duel, count }),
  });
}

// look answers when the measure is over, or after half a second: often enough
// to see it go on, too seldom to disturb it.
export function look(id: string): Promise<Measure> {
  return ask(`/api/measures/${encodeURIComponent(id)}?wait=500ms`);
}

export async function cancel(id: string): Promise<void> {
  await fetch(`/api/measures/${encodeURIComponent(id)}`, { method: "DELETE", keepalive: true });
}

async function ask(path: string, init?: RequestInit): Promise<Measure> {
  const answer = await fetch(path, init);
  const body = await answer.json().catch(() => ({}));
  if (!answer.ok) throw new Error(body.error ?? `The server answered ${answer.status}.`);
  return body as Measure;
}
