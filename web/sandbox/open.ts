// A document is opened by its link: the page is loaded anew with it, so that
// what is shown is what whoever gets the link will see.

import { pack } from "../session/packed";

export async function openDocument(document: unknown): Promise<void> {
  const address = `/sandbox#d=${await pack(document)}`;
  if (location.pathname !== "/sandbox") return location.assign(address);
  history.replaceState(history.state, "", address);
  dispatchEvent(new HashChangeEvent("hashchange"));
}
