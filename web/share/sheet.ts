// The sheet offers links and files. Of a run there are two links: to the run itself,
// pattern, parameters and seed, or what was drawn, so whoever opens it has the same
// one in a room of their own; and to this very room, where they watch what its maker does. Files
// keep it: the recording and what can be made of it, then pictures.

import { element } from "../dom/element";
import { pictures } from "../export/offers";
import { write } from "../session/address";
import type { Pattern, Room } from "../session/meta";
import type { Store } from "../session/store";
import { files, ownFile } from "./files";
import { link } from "./link";
import { moment, savedMoment } from "./moment";
import { ofSandbox } from "./sandbox";

export function share(store: Store): void {
  const { room, pattern } = store;
  if (room && pattern) show([...(store.connection === "recorded" ? ofRecording(store, room) : ofRoom(store, room, pattern)), pictures(store)]);
}

function ofRoom(store: Store, room: Room, pattern: Pattern): HTMLElement[] {
  const id = encodeURIComponent(room.id);
  return [
    room.pattern === "sandbox" ? ofSandbox(room.id) : ofRun(store, room, pattern),
    link("This room, live", `${location.origin}/rooms/${id}`, "They watch this very run, and cannot steer it."),
    code(room.id),
    savedMoment(store),
    files(`/api/rooms/${id}`, `?run=${room.run}`),
  ];
}

function ofRun({ standing: { breakpoints } }: Store, room: Room, pattern: Pattern): HTMLElement {
  const stops = breakpoints.length > 0 ? " It stops at the same breakpoints." : "";
  const address = write(pattern, room.params, room.seed, room.faults, breakpoints);
  return link("This run", location.origin + address, `The same pattern, parameters and seed, in a room of their own.${stops}`);
}

// ofRecording: in a page that is a file there is no server to ask.
function ofRecording(store: Store, { id }: Room): HTMLElement[] {
  if (!id) return [moment(store), ownFile(store)];
  return [moment(store), link("This recording", `${location.origin}/recordings/${id}`, "From its first event."), files(`/api/recordings/${id}`)];
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
