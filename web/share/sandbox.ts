// A sandbox is what was drawn: the link to it holds its document as it stands now.

import { element } from "../dom/element";
import { longest, pack } from "../session/packed";
import { documentOf } from "../session/palette";
import { link } from "./link";

const title = "This sandbox";

// ofSandbox is there at once, and has the link when the server has told the document.
export function ofSandbox(room: string): HTMLElement {
  const said = element("p", "note", "Asking for what was drawn …");
  said.setAttribute("role", "status");
  const section = element("section", "share-link", element("h3", "", title), said);
  linkOf(room).then((there) => section.replaceWith(there), (problem: Error) => (said.textContent = problem.message));
  return section;
}

async function linkOf(room: string): Promise<HTMLElement> {
  const address = `${location.origin}/sandbox#d=${await pack(await documentOf(room))}`;
  if (address.length > longest) throw new Error(`It is too large for a link (${address.length} of ${longest} characters): Build saves it as a file.`);
  return link(title, address, "The same nodes and connections, as they are drawn now, in a room of their own.");
}
