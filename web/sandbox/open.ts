// A document is opened as a room of its own, in which the page is loaded anew: by
// its link, so that what is shown is what whoever gets the link will see. One that
// is none is refused before, and what stands here stays; "back" goes back to it.

import { openSandbox } from "../session/api";
import { pack } from "../session/packed";
import { save, type Ticket } from "../session/ticket";

export async function openDocument(document: unknown): Promise<void> {
  const opened = await openSandbox(document);
  const address = `/sandbox#d=${await pack(document)}`;
  const ticket: Ticket = { room: opened.id, token: opened.token, run: opened.run, seq: 0, following: true };
  save(ticket, address);
  if (location.pathname !== "/sandbox") return location.assign(address);
  if (location.hash !== new URL(address, location.href).hash) history.pushState(history.state, "", address);
  else addEventListener("pagehide", () => save(ticket, address), { once: true }); // after that of the room that is left
  location.reload();
}
