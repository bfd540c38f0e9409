// Share offers two links. One is to this run: pattern, parameters and seed, so
// whoever opens it has the same run, in a room of their own. The other is to
// this very room, where they watch what its maker does.

import { element } from "../dom/element";
import { write } from "../session/address";
import type { Store } from "../session/store";

export function mount(button: HTMLElement, store: Store): void {
  button.addEventListener("click", () => {
    const { room, pattern } = store;
    if (!room || !pattern) return;
    const run = location.origin + write(pattern, room.params, room.seed);
    show([
      link("This run", run, "The same pattern, parameters and seed, in a room of their own."),
      link("This room, live", `${location.origin}/rooms/${encodeURIComponent(room.id)}`, "They watch this very run, and cannot steer it."),
      code(room.id),
    ]);
  });
}

function link(title: string, address: string, note: string): HTMLElement {
  const copy = element("button", "quiet", "Copy");
  copy.type = "button";
  copy.setAttribute("aria-label", `Copy the link to ${title.toLowerCase()}`);
  const text = element("code", "", address);
  copy.addEventListener("click", async () => {
    if (await copied(address)) copy.textContent = "Copied";
    else getSelection()?.selectAllChildren(text);
  });
  return element("section", "share-link", element("h3", "", title), element("p", "note", note), element("div", "share-line", text, copy));
}

// code is the room's address for the camera of a phone.
function code(room: string): HTMLElement {
  const image = element("img", "share-code");
  image.src = `/api/rooms/${encodeURIComponent(room)}/code.svg`;
  image.alt = "QR code of the link to this room";
  const here = ["localhost", "127.0.0.1", "[::1]"].includes(location.hostname);
  const words = here ? "This address is of this machine alone. For others, start the server with -addr and -host." : "Or point a camera at this.";
  return element("div", "share-scan", image, element("p", "note", words));
}

async function copied(text: string): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    return false; // not allowed here: then the link is selected, to be copied by hand
  }
}

function show(content: readonly HTMLElement[]): void {
  const close = element("button", "quiet", "Close");
  close.type = "button";
  const title = element("h2", "", "Share");
  title.id = "share-title";
  const dialog = element("dialog", "sheet share", element("header", "", title, close), ...content);
  dialog.setAttribute("aria-labelledby", "share-title");
  close.addEventListener("click", () => dialog.close());
  dialog.addEventListener("click", (e) => {
    if (e.target === dialog) dialog.close();
  });
  dialog.addEventListener("close", () => dialog.remove());
  document.body.append(dialog);
  dialog.showModal();
}
