// The breakpoints that an address asks for. A line that is none is said in one
// sentence; the others are set all the same.

import type { Breakpoint } from "../model/breakpoint";
import { parse, type Vocabulary } from "../model/breakpoint_text";

export interface Asked {
  readonly list: readonly Breakpoint[];
  readonly problem: string; // "": all are breakpoints
}

const most = 32; // of a run, as in sim/breakpoint

export function asked(lines: readonly string[], known: Vocabulary): Asked {
  const list: Breakpoint[] = [];
  const problems: string[] = [];
  for (const line of lines) {
    try {
      list.push(parse(line, known));
    } catch (error) {
      problems.push((error as Error).message.replace("breakpoint: ", ""));
    }
  }
  if (list.length > most) problems.push(`a run has at most ${most} breakpoints, and ${list.length} are asked for`);
  return { list: list.slice(0, most), problem: sentence(problems) };
}

function sentence([first, ...more]: readonly string[]): string {
  if (!first) return "";
  return `The address asks for a breakpoint that cannot be set: ${first}${more.length > 0 ? `; and for ${more.length} more` : ""}.`;
}
