// A preset may have a schedule: what happens to the run, and when. A run says
// its schedule in full; an address says the preset's name, and in full, as JSON,
// one that is no preset's.

import type { Fault, Pattern, Preset } from "./meta";

// isSame tells whether two schedules are; none is one without faults.
export function isSame(a: readonly Fault[] | undefined, b: readonly Fault[] | undefined): boolean {
  return JSON.stringify(a ?? []) === JSON.stringify(b ?? []);
}

// parse what an address says; none when the pattern has no schedule of that name.
export function parse(pattern: Pattern | undefined, text: string): readonly Fault[] {
  if (text.startsWith("[")) return JSON.parse(text) as Fault[]; // the server has checked it, before it gave the page
  return pattern?.presets.find((p) => p.name === text && text !== "")?.faults ?? [];
}

// print a schedule as an address says it; none is "".
export function print(pattern: Pattern, faults: readonly Fault[] | undefined): string {
  if (!faults?.length) return "";
  return presetOf(pattern, faults)?.name ?? JSON.stringify(faults);
}

// presetOf a schedule; undefined when it is no preset's.
export function presetOf(pattern: Pattern | undefined, faults: readonly Fault[]): Preset | undefined {
  return pattern?.presets.find((p) => p.name && isSame(p.faults, faults));
}
