// Source is the files that programs stand in, line by line.

export class Source {
  private readonly files = new Map<string, readonly string[]>(); // by their text

  // line is one line of a file, without its indent; "" when there is none.
  line(text: string | undefined, line: number | undefined): string {
    if (!text || !line) return "";
    const lines = this.files.get(text) ?? text.split("\n");
    this.files.set(text, lines);
    return (lines[line - 1] ?? "").trim();
  }
}
