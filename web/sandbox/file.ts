// The file of a sandbox: saved as it stands, opened from a picker or dropped onto
// the page; and its link.

import { button } from "../dom/button";
import { element } from "../dom/element";
import { save } from "../dom/save";
import type { Store } from "../session/store";
import { largest, longest, pack } from "../session/packed";
import { slug } from "./name";
import { openDocument } from "./open";
import { documentOf, type Document } from "../session/palette";

type Tell = (text: string, good?: boolean) => void;

// buttons save and open it, and copy its link; tell says how that went.
export function buttons(store: Store, tell: Tell): readonly HTMLElement[] {
  const input = element("input");
  input.type = "file";
  input.accept = ".json,application/json";
  input.hidden = true;
  input.setAttribute("aria-label", "A sandbox's file");
  input.addEventListener("change", () => {
    const file = input.files?.[0];
    if (file) void read(file, tell);
    input.value = "";
  });
  drops(tell);
  const link = button("Link", "quiet", () => told(tell, async () => copy(await now(store), tell)));
  link.title = "Copy a link that opens it";
  return [
    button("Save", "quiet", () => told(tell, async () => keep(await now(store)))),
    button("Open", "quiet", () => input.click()),
    link,
    input,
  ];
}

function told(tell: Tell, what: () => Promise<void>): void {
  tell("");
  what().catch((problem: Error) => tell(problem.message));
}

async function now(store: Store): Promise<Document> {
  if (!store.room) throw new Error("The sandbox is not there yet.");
  return documentOf(store.room.id);
}

function keep(d: Document): void {
  save(`${slug(d.title ?? "") || "sandbox"}.json`, new Blob([`${JSON.stringify(d, null, 2)}\n`], { type: "application/json" }));
}

async function copy(d: Document, tell: Tell): Promise<void> {
  const address = `${location.origin}/sandbox#d=${await pack(d)}`;
  if (address.length > longest) throw new Error(`This sandbox is too large for a link (${address.length} of ${longest} characters): save it as a file.`);
  await navigator.clipboard.writeText(address);
  tell("The link is copied.", true);
}

async function read(file: File, tell: Tell): Promise<void> {
  told(tell, async () => {
    if (file.size > largest) throw new Error(`${file.name} has ${file.size} bytes, and a sandbox has at most ${largest}.`);
    let document: unknown;
    try {
      document = JSON.parse(await file.text());
    } catch (problem) {
      throw new Error(`${file.name} is no JSON, so it holds no sandbox: ${(problem as Error).message}.`);
    }
    await openDocument(document);
  });
}

function drops(tell: Tell): void {
  addEventListener("dragover", (e) => e.preventDefault());
  addEventListener("drop", (e) => {
    const file = e.dataTransfer?.files[0];
    if (!file) return;
    e.preventDefault();
    void read(file, tell);
  });
}
