// Source is the pattern's file, line by line.

export class Source {
  private text = "";
  private lines: readonly string[] = [];

  // line is one line of it, without its indent; "" when there is none.
  line(text: string | undefined, line: number | undefined): string {
    if (this.text !== (text ?? "")) this.lines = (this.text = text ?? "").split("\n");
    return line ? (this.lines[line - 1] ?? "").trim() : "";
  }
}
