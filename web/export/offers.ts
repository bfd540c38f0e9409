// What the share sheet offers to keep: pictures and a diagram of this moment.

import { element } from "../dom/element";
import { save } from "../dom/save";
import type { Store } from "../session/store";
import { mermaid } from "./mermaid";
import { png } from "./png";
import { fileOf, runOf } from "./run";
import { inView, sequenceSvg } from "./sequence";
import { stageSvg } from "./stage";

interface Offer {
  readonly title: string;
  readonly what: string; // of the file's name
  readonly extension: string;
  make(store: Store): Blob | Promise<Blob>;
}

const svg = (text: string): Blob => new Blob([text], { type: "image/svg+xml" });

const offers: readonly Offer[] = [
  { title: "Stage, SVG", what: "stage", extension: "svg", make: (store) => svg(stageSvg(store, measure)) },
  { title: "Stage, PNG", what: "stage", extension: "png", make: (store) => png(stageSvg(store, measure)) },
  { title: "Sequence, SVG", what: "sequence", extension: "svg", make: (store) => svg(sequenceSvg(store, measure)) },
  { title: "Sequence in view, Mermaid", what: "sequence", extension: "mmd", make: (store) => diagram(store, inView(store)) },
  { title: "Run so far, Mermaid", what: "run", extension: "mmd", make: (store) => diagram(store, { from: -Infinity, to: Infinity }) },
];

function diagram(store: Store, stretch: { from: number; to: number }): Blob {
  return new Blob([mermaid(runOf(store), store.history, store.state, stretch)], { type: "text/vnd.mermaid;charset=utf-8" });
}

// pictures is the part of the sheet that offers them.
export function pictures(store: Store): HTMLElement {
  const failed = element("p", "note bad");
  failed.setAttribute("role", "alert");
  const buttons = offers.map((offer) => button(store, offer, failed));
  const words = element("p", "note", "Of this moment, as the page shows it. A diagram of a long run holds its newest 400 lines.");
  return element("section", "share-link", element("h3", "", "Pictures and diagrams"), words, element("div", "share-files", ...buttons), failed);
}

function button(store: Store, offer: Offer, failed: HTMLElement): HTMLElement {
  const b = element("button", "quiet", offer.title);
  b.type = "button";
  b.addEventListener("click", async () => {
    try {
      save(fileOf(runOf(store), offer.what, offer.extension), await offer.make(store));
      failed.textContent = "";
    } catch (error) {
      failed.textContent = `${offer.title}: ${error instanceof Error ? error.message : String(error)}.`;
    }
  });
  return b;
}

const pen = document.createElement("canvas").getContext("2d");

// measure is how wide a text is in this browser's fonts, in px.
function measure(font: string, text: string): number {
  if (!pen) return 0;
  pen.font = font;
  return pen.measureText(text).width;
}
