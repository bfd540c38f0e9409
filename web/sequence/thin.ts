// Thin leaves out what would lie on what is drawn already. Where a run is seen
// from far off, marks stand closer than an eye can tell apart, and one stands
// for those beside it: so a picture costs what its width costs, however much
// has happened.

import type { Spell } from "./things";

interface Mark {
  readonly way: string; // marks of one way may stand for each other
}

// thin keeps of each way the marks that begin or end farther than `gap` px from
// the last one kept, and those that must be seen whatever is beside them.
export function thin<T extends Mark>(marks: readonly T[], gap: number, from: (m: T) => number, to: (m: T) => number, must: (m: T) => boolean): readonly T[] {
  const last = new Map<string, { from: number; to: number }>();
  return marks.filter((m) => {
    const [x1, x2] = [from(m), to(m)];
    const near = last.get(m.way);
    if (near && Math.abs(x1 - near.from) < gap && Math.abs(x2 - near.to) < gap && !must(m)) return false;
    last.set(m.way, { from: x1, to: x2 });
    return true;
  });
}

// joined makes one spell of those of one way that are narrower than `gap` px and follow each other closer than that.
export function joined(spells: readonly Spell[], gap: number, x: (at: number) => number): readonly Spell[] {
  const last = new Map<string, number>(); // its place in all
  const all: Spell[] = [];
  for (const spell of spells) {
    const place = last.get(spell.way);
    const before = place === undefined ? undefined : all[place];
    if (before?.end !== undefined && spell.end !== undefined && x(spell.end) - x(spell.from) < gap && x(spell.from) - x(before.end) < gap) {
      all[place!] = { ...before, end: spell.end, text: "" };
    } else {
      last.set(spell.way, all.length);
      all.push(spell);
    }
  }
  return all;
}
