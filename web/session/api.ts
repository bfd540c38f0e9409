// The few requests a page makes beside its websocket. An error is the server's
// own sentence.

import type { Due, Offer, Target } from "../model/act";
import type { Pattern, Values } from "./meta";
import type { Parcel } from "./parcel";
import type { Command } from "./protocol";

export interface Opened {
  readonly id: string;
  readonly token: string;
  readonly run: number;
}

export class Refusal extends Error {
  constructor(readonly status: number, text: string) {
    super(text);
  }
}

const asked = new Map<string, Promise<Pattern>>();

// pattern is what the catalogue says of one; it is asked for once.
export function pattern(id: string): Promise<Pattern> {
  const known = asked.get(id) ?? ask<Pattern>(`/api/patterns/${encodeURIComponent(id)}`);
  asked.set(id, known);
  known.catch(() => asked.delete(id));
  return known;
}

export function openRoom(pattern: string, params: Values, seed: number): Promise<Opened> {
  return ask("/api/rooms", {
    method: "POST",
    headers: { "Content-Type": "application/json" },
    body: JSON.stringify({ pattern, params, seed, paused: false }),
  });
}

// closeRoom gives a room back, also while its page is being left.
export async function closeRoom(id: string, token: string): Promise<void> {
  await fetch(`/api/rooms/${encodeURIComponent(id)}`, { method: "DELETE", headers: { Authorization: `Bearer ${token}` }, keepalive: true });
}

export async function roomExists(id: string): Promise<boolean> {
  const answer = await fetch(`/api/rooms/${encodeURIComponent(id)}`);
  return answer.ok;
}

export function parcel(room: string, run: number, id: number): Promise<Parcel> {
  return ask(`/api/rooms/${encodeURIComponent(room)}/parcels/${id}?run=${run}`);
}

// command has the room do something; it fails with the reason why not.
export async function command(room: string, token: string, command: Command): Promise<void> {
  await ask(`/api/rooms/${encodeURIComponent(room)}/commands`, {
    method: "POST",
    headers: { "Content-Type": "application/json", Authorization: `Bearer ${token}` },
    body: JSON.stringify(command),
  });
}

export interface Next {
  readonly run: number;
  readonly head: number; // after which event
  readonly now: number; // µs of world time
  readonly due: readonly Due[];
}

// due is what can happen next.
export function due(room: string): Promise<Next> {
  return ask(`/api/rooms/${encodeURIComponent(room)}/due`);
}

export interface Offered {
  readonly run: number;
  readonly head: number;
  readonly offers: readonly Offer[];
}

// offers are what can be done with a target.
export function offers(room: string, target: Target): Promise<Offered> {
  const query = new URLSearchParams(Object.entries(target).map(([name, value]) => [name, String(value)]));
  return ask(`/api/rooms/${encodeURIComponent(room)}/offers?${query}`);
}

async function ask<T>(path: string, init?: RequestInit): Promise<T> {
  const answer = await fetch(path, init);
  const body = await answer.json().catch(() => ({}));
  if (!answer.ok) throw new Refusal(answer.status, body.error ?? `the server answered ${answer.status}`);
  return body as T;
}
