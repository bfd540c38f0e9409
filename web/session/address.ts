// The address of a page holds the pattern, its parameters, the seed, its
// schedule of faults and its breakpoints, a line each, so a link opens the same
// run, and it stops where it did. What has its default is left out.
//
//	/patterns/slow-subscriber?hwm=50&seed=7
//	/patterns/hello-world?faults=server-crashes
//	/patterns/slow-subscriber?break=kind%3Ddropped+reason%3Dhwm&break=depth%3E%3D10
//	/rooms/k3v9x2
//	/sandbox#d=q1YqTszLTElNU...

import type { Breakpoint } from "../model/breakpoint";
import { print as line } from "../model/breakpoint_text";
import type { Fault, Pattern, Values } from "./meta";
import { print } from "./schedule";

export type Address =
  | { readonly page: "pattern"; readonly pattern: string; readonly params: Values; readonly seed: number; readonly faults: string; readonly breaks: readonly string[] }
  | { readonly page: "sandbox"; readonly packed: string } // "" is an empty stage
  | { readonly page: "room"; readonly room: string };

const firstSeed = 1;

// read is undefined on pages that show no run.
export function read(url: URL): Address | undefined {
  const [, kind, name] = url.pathname.split("/");
  if (kind === "sandbox") return { page: "sandbox", packed: new URLSearchParams(url.hash.slice(1)).get("d") ?? "" };
  if (kind === "rooms" && name) return { page: "room", room: decodeURIComponent(name) };
  if (kind !== "patterns" || !name) return undefined;
  const { seed, faults = "", break: _, ...params } = Object.fromEntries(url.searchParams);
  return { page: "pattern", pattern: decodeURIComponent(name), params, seed: Number(seed) || firstSeed, faults, breaks: url.searchParams.getAll("break") };
}

export function write(pattern: Pattern, params: Values, seed: number, faults?: readonly Fault[], breakpoints: readonly Breakpoint[] = []): string {
  const query = new URLSearchParams();
  for (const p of pattern.params) {
    const value = params[p.name];
    if (value !== undefined && value !== p.default) query.set(p.name, value);
  }
  if (seed !== firstSeed) query.set("seed", String(seed));
  const schedule = print(pattern, faults);
  if (schedule) query.set("faults", schedule);
  for (const b of breakpoints) query.append("break", line(b.once ? { ...b, off: false } : b)); // once: it was met here, and not yet there
  const text = query.toString();
  return `/patterns/${encodeURIComponent(pattern.id)}${text ? `?${text}` : ""}`;
}
