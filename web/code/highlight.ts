// highlight gives the words of a line of Go their kind: string, comment,
// keyword. Light enough not to compete with the lit line.

export interface Word {
  readonly text: string;
  readonly kind: "s" | "c" | "w" | "";
}

const keywords =
  "break case chan const continue default defer else fallthrough for func go goto if import interface map package range return select struct switch type var nil true false";
const word = new RegExp(`(//.*)|("(?:[^"\\\\]|\\\\.)*"|\`[^\`]*\`|'(?:[^'\\\\]|\\\\.)*')|\\b(${keywords.split(" ").join("|")})\\b`, "g");

export function highlight(line: string): readonly Word[] {
  const words: Word[] = [];
  let from = 0;
  for (const m of line.matchAll(word)) {
    if (m.index > from) words.push({ text: line.slice(from, m.index), kind: "" });
    words.push({ text: m[0], kind: m[1] ? "c" : m[2] ? "s" : "w" });
    from = m.index + m[0].length;
  }
  if (from < line.length) words.push({ text: line.slice(from), kind: "" });
  return words;
}
