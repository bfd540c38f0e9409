// What a sandbox can be built of, as the server describes it.

import type { Field } from "../model/act";
import { ask } from "./api";
import type { Program } from "./meta";

export interface Slot {
  readonly name: string;
  readonly types: readonly string[]; // the first is the usual one
  readonly optional?: boolean;
  readonly side: "bind" | "connect"; // what it usually does
}

export interface Kind extends Program {
  readonly group: string;
  readonly help: string;
  readonly settings?: readonly Field[];
  readonly sockets?: readonly Slot[];
}

export interface SocketType {
  readonly type: string;
  readonly talksTo: readonly string[];
  readonly options: readonly Field[];
}

// Document is a sandbox as its file has it; sim/sandbox says what it may hold.
export interface Document {
  readonly sandbox: 1;
  readonly title?: string;
  readonly nodes: readonly DocumentNode[];
  readonly [field: string]: unknown;
}

export interface DocumentNode {
  readonly name: string;
  readonly kind: string;
  readonly column: number;
  readonly row: number;
  readonly settings?: Readonly<Record<string, Value>>;
  readonly sockets?: readonly DocumentSocket[];
}

export interface DocumentSocket {
  readonly name: string;
  readonly type: string;
  readonly options?: Readonly<Record<string, Value>>;
  readonly bind?: readonly string[];
  readonly connect?: readonly string[];
  readonly subscribe?: readonly string[];
}

export type Value = string | number | boolean; // of a setting, of an option

export interface Palette {
  readonly kinds: readonly Kind[];
  readonly types: readonly SocketType[];
  readonly limits: { readonly bytes: number; readonly nodes: number; readonly place: number };
  readonly examples: readonly Document[];
}

let known: Promise<Palette> | undefined;

// palette is asked for once; again when that failed.
export function palette(): Promise<Palette> {
  known ??= ask<Palette>("/api/palette");
  known.catch(() => (known = undefined));
  return known;
}

// documentOf a room is its sandbox as it stands now.
export function documentOf(room: string): Promise<Document> {
  return ask(`/api/rooms/${encodeURIComponent(room)}/sandbox`);
}

// whyNot two types cannot talk, in one sentence; undefined: they can.
export function whyNot(types: readonly SocketType[], a: string, b: string): string | undefined {
  const talks = types.find((t) => t.type === a)?.talksTo ?? [];
  if (talks.includes(b)) return undefined;
  return `${a} cannot talk to ${b}: it talks to ${talks.join(", ") || "nobody here"}.`;
}
