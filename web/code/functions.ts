// The function of Go's source that a line is in: gofmt begins one with func at
// the margin, or with its comment, and ends it with a brace there.

export interface Part {
  readonly name: string;
  readonly from: number; // lines, counted from 1
  readonly to: number;
}

export function functionAt(lines: readonly string[], line: number): Part | undefined {
  let from = line;
  while (from > 0 && !/^func\b/.test(lines[from - 1] ?? "")) {
    if (from < line && /^\}/.test(lines[from - 1] ?? "")) return undefined; // between two of them
    from--;
  }
  if (from === 0) return undefined;
  const to = lines.findIndex((text, i) => i >= from - 1 && /^\}/.test(text)) + 1;
  if (to === 0 || to < line) return undefined;
  const name = /^func (?:\([^)]*\) )?(\w+)/.exec(lines[from - 1]!)?.[1] ?? "";
  let begins = from;
  while (/^\/\//.test(lines[begins - 2] ?? "")) begins--;
  return { name, from: begins, to };
}
