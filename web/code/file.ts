// The file that a node's program stands in: the pattern's own, or that of its
// kind in the palette.

import type { Node } from "../model/types";
import type { Program } from "../session/meta";
import { palette } from "../session/palette";
import type { Store } from "../session/store";

export interface File {
  readonly title: string;
  readonly name: string; // without its folder
  readonly source: string;
}

export class Files {
  private readonly kinds = new Map<string, File>();
  private asked = false;

  // changed is called when more is known.
  constructor(private readonly store: Store, private readonly changed: () => void) {}

  of(node: Node | undefined): File {
    const kind = node?.kind && this.kinds.get(node.kind);
    if (node?.kind && !kind) void this.ask();
    const { title = "", file = "", source = "" } = this.store.pattern ?? {};
    return kind || { title, name: base(file), source };
  }

  // sourceOf is the text of that file; undefined: it is not known yet.
  sourceOf(node: Node): string | undefined {
    if (!node.kind) return this.store.pattern?.source;
    return this.kinds.has(node.kind) ? this.of(node).source : void this.ask();
  }

  // recorded: a recording brings what it needs, and asks nobody.
  private async recorded(): Promise<{ readonly kinds: readonly Program[] }> {
    return { kinds: this.store.pattern?.kinds ?? [] };
  }

  private async ask(): Promise<void> {
    if (this.asked || this.store.connection === "reading") return;
    this.asked = true;
    const told = this.store.connection === "recorded" ? this.recorded() : palette();
    const { kinds } = await told.catch(() => ({ kinds: [] })); // then the pattern's file stays
    for (const k of kinds) this.kinds.set(k.kind, { title: k.title, name: base(k.file), source: k.source });
    if (kinds.length > 0) this.changed();
  }
}

function base(path: string): string {
  return path.split("/").pop() ?? "";
}
