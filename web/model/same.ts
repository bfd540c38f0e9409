// same compares what the events give with what the server says. Go leaves out
// what is zero, so a zero and nothing are the same.

import type { State } from "./types";

// differences names each place where the two differ; [] when they are the same.
export function differences(got: State, want: State): string[] {
  const found: string[] = [];
  compare("", got, want, found);
  return found;
}

function compare(path: string, got: unknown, want: unknown, found: string[]): void {
  if (isZero(got) && isZero(want)) return;
  if (!isObject(got) || !isObject(want)) {
    if (got !== want) found.push(`${path}: got ${show(got)}, want ${show(want)}`);
    return;
  }
  const list = Array.isArray(want);
  for (const key of new Set([...Object.keys(got), ...Object.keys(want)])) {
    const place = list ? `${path}[${key}]${nameOf(want[key] ?? got[key])}` : `${path}.${key}`;
    compare(place, got[key], want[key], found);
  }
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null;
}

function isZero(value: unknown): boolean {
  if (isObject(value)) return Object.values(value).every(isZero);
  return value === undefined || value === null || value === 0 || value === "" || value === false;
}

// nameOf helps the reader of a path: nodes[2]"client".
function nameOf(value: unknown): string {
  if (!isObject(value)) return "";
  const name = value["id"] ?? value["name"] ?? value["parcel"];
  return name === undefined ? "" : JSON.stringify(name);
}

function show(value: unknown): string {
  return JSON.stringify(value) ?? "nothing";
}
