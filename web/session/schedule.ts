// A preset may have a schedule: what happens to the run, and when. A run says
// its schedule in full; an address says the preset's name.

import type { Fault, Pattern } from "./meta";

// isSame tells whether two schedules are; none is one without faults.
export function isSame(a: readonly Fault[] | undefined, b: readonly Fault[] | undefined): boolean {
  return JSON.stringify(a ?? []) === JSON.stringify(b ?? []);
}

// named is the schedule of that name; none when the pattern has none.
export function named(pattern: Pattern | undefined, name: string): readonly Fault[] {
  return pattern?.presets.find((p) => p.name === name && name !== "")?.faults ?? [];
}

// nameOf a schedule, "" when it is no preset's.
export function nameOf(pattern: Pattern, faults: readonly Fault[] | undefined): string {
  if (!faults?.length) return "";
  return pattern.presets.find((p) => isSame(p.faults, faults))?.name ?? "";
}
