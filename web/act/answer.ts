// An answer is what a reader has put into a field, as an action takes it, or
// the reason why that cannot be, in one sentence.

import type { Action, Field, Part } from "../model/act";

export type Answer = { readonly value: unknown } | { readonly problem: string };

export type Typed = string | boolean | readonly Part[];

// answer reads what was typed.
export function answer(f: Field, typed: Typed): Answer {
  if (f.kind === "frames") return parts(typed as readonly Part[]);
  if (f.kind === "flag") return { value: worded.has(f.name) ? (typed ? "1" : "0") : typed };
  if (f.kind === "number") return number(f, String(typed));
  return text(f, String(typed));
}

// worded are the fields of an action that are text whatever is asked for.
const worded = new Set(["node", "socket", "link", "endpoint", "way", "like", "type", "name", "value"]);

function number(f: Field, typed: string): Answer {
  const n = Number(typed.trim());
  const scale = f.scale || 1;
  const [least, most] = [f.min ?? 0, f.max ?? Infinity];
  if (typed.trim() === "" || !Number.isFinite(n) || !Number.isInteger(n * scale) || n < least || n > most) return { problem: `${f.title}: a ${scale > 1 ? "" : "whole "}number ${range(least, most)}.` };
  return { value: worded.has(f.name) ? String(n * scale) : n * scale };
}

function range(least: number, most: number): string {
  return most === Infinity ? `of at least ${least}` : `from ${least} to ${most}`;
}

function text(f: Field, typed: string): Answer {
  const long = new TextEncoder().encode(typed).length;
  if (f.max && long > f.max) return { problem: `${f.title}: ${long} bytes are more than ${f.max}.` };
  return { value: typed };
}

function parts(all: readonly Part[]): Answer {
  const wrong = all.findIndex((p) => p.hex && !isHex(p.text));
  if (wrong >= 0) return { problem: `Part ${wrong + 1}: hex digits come in pairs, as in "00 ff".` };
  return { value: all.map((p) => (p.hex ? { text: p.text.replace(/\s/g, ""), hex: true } : { text: p.text })) };
}

export function isHex(text: string): boolean {
  return /^([0-9a-f]{2})*$/i.test(text.replace(/\s/g, ""));
}

// filled is the action with its answers.
export function filled(action: Action, answers: Readonly<Record<string, unknown>>): Action {
  return { ...action, ...answers };
}
