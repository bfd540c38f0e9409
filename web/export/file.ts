// A picture in a file stands by itself: its colours are written out, its fonts
// end in a generic family, and it says what it shows. It holds no script, no
// style sheet and no address to fetch from.

import { escaped, tag } from "./xml";

export interface Titled {
  readonly title: string;
  readonly about: string;
}

// document of drawn elements, in CSS pixels.
export function document(size: { readonly width: number; readonly height: number }, ground: string, said: Titled, content: string): string {
  const [width, height] = [Math.ceil(size.width), Math.ceil(size.height)];
  const head = tag("title", { id: "title" }, escaped(said.title)) + "\n" + tag("desc", { id: "about" }, escaped(said.about));
  const paper = tag("rect", { width: "100%", height: "100%", fill: ground });
  return tag("svg", {
    xmlns: "http://www.w3.org/2000/svg", width, height, viewBox: `0 0 ${width} ${height}`, role: "img", "aria-labelledby": "title about",
  }, ["", head, paper, content, ""].join("\n")) + "\n";
}
