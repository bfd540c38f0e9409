// The few requests a page makes beside its websocket. An error is the server's
// own sentence.

import type { Due, Offer, Target } from "../model/act";
import type { Breakpoint } from "../model/breakpoint";
import type { Fault, Pattern, Values } from "./meta";
import type { Parcel } from "./parcel";
import type { Command, Outcome } from "./protocol";

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

export function openRoom(pattern: string, params: Values, seed: number, faults: readonly Fault[] = [], breakpoints: readonly Breakpoint[] = []): Promise<Opened> {
  return ask("/api/rooms", {
    method: "POST",
    headers: { "Content-Type": "application/json" },
    body: JSON.stringify({ pattern, params, seed, faults, breakpoints, paused: false }),
  });
}

// openSandbox starts a room of a document; it fails with what is wrong in it, and where.
export function openSandbox(document: unknown): Promise<Opened> {
  return ask("/api/rooms", { method: "POST", headers: { "Content-Type": "application/json" }, body: JSON.stringify({ sandbox: document }) });
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

// saveRun has the server keep a run as a recording.
export function saveRun(room: string, run: number): Promise<{ readonly id: string; readonly page: string }> {
  return ask(`/api/rooms/${encodeURIComponent(room)}/recording?run=${run}`, { method: "POST" });
}

// upload has the server keep a recording that was a file.
export function upload(file: Blob): Promise<{ readonly id: string; readonly page: string }> {
  return ask("/api/recordings", { method: "POST", headers: { "Content-Type": "application/gzip" }, body: file });
}

// dissect takes the bytes of a recorded parcel apart.
export function dissect(taped: { readonly id: number; readonly what: string; readonly size: number; readonly bytes: string }): Promise<Parcel> {
  return ask("/api/dissect", { method: "POST", headers: { "Content-Type": "application/json" }, body: JSON.stringify(taped) });
}

// command has the room do something; it fails with the reason why not.
export function command(room: string, token: string, command: Command): Promise<Outcome> {
  return ask(`/api/rooms/${encodeURIComponent(room)}/commands`, {
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

// Branch is one run of a room.
export interface Branch {
  readonly run: number;
  readonly parent?: number; // absent: it began from nothing
  readonly left?: number; // its events up to this one are its parent's
  readonly at?: number; // when that was, µs of world time
  readonly say: string; // what made it another
  readonly live?: boolean; // it is the one that runs
  readonly first: number;
  readonly head: number;
  readonly end?: number; // of its newest event, µs
  readonly acts: number;
}

// branches are the runs that the room keeps.
export function branches(room: string): Promise<readonly Branch[]> {
  return ask(`/api/rooms/${encodeURIComponent(room)}/branches`);
}

export interface Ending {
  readonly message?: number; // absent: it was not sent there
  readonly seq?: number;
  readonly at?: number;
  readonly fate: string;
}

export interface TwoFates {
  readonly from: string; // the socket that sent it
  readonly number: number; // as its so manyth
  readonly name: string;
  readonly a: Ending;
  readonly b: Ending;
}

export interface Comparison {
  readonly part: number; // the number of the first event that differs; 0: none does
  readonly a?: { readonly say: string };
  readonly b?: { readonly say: string };
  readonly fates: readonly TwoFates[]; // those that differ first
  readonly same: number;
}

// compare holds two runs of a room beside each other.
export function compare(room: string, a: number, b: number): Promise<Comparison> {
  return ask(`/api/rooms/${encodeURIComponent(room)}/compare?a=${a}&b=${b}`);
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

export async function ask<T>(path: string, init?: RequestInit): Promise<T> {
  const answer = await fetch(path, init);
  const body = await answer.json().catch(() => ({}));
  if (!answer.ok) throw new Refusal(answer.status, body.error ?? `the server answered ${answer.status}`);
  return body as T;
}
