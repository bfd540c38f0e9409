// The files that a run can be kept in: the server writes them.

import { element } from "../dom/element";
import { save } from "../dom/save";
import { unbase64 } from "../session/unpack";
import type { Store } from "../session/store";

interface File {
  readonly title: string;
  readonly path: string;
  readonly note: string;
}

const written: readonly File[] = [
  { title: "Recording", path: "recording", note: "The whole run in a file, to be opened here again." },
  { title: "One page", path: "recording.html", note: "The same as a page that replays from disk, without a server." },
  { title: "Capture", path: "recording.pcapng", note: "What crossed the wires, for Wireshark from 4.4 on. It knows HTTP by itself; for ZMTP set Preferences, Protocols, ZMTP to the ports 5555-5654." },
];

// files of a run, or of a recording, which the server has below that path.
export function files(path: string, query = ""): HTMLElement {
  const open = element("a", "join", "Open a recording");
  open.href = "/recordings";
  return section([...written.map((f) => line(f.note, download(f.title, `${path}/${f.path}${query}`))), element("p", "share-open", open)]);
}

// ownFile is what a page without a server can give: the recording it holds.
export function ownFile(store: Store): HTMLElement {
  const button = element("button", "quiet", "Recording");
  button.type = "button";
  button.addEventListener("click", () => {
    const { pattern = "recording", seed = 1 } = store.room ?? {};
    const packed = document.getElementById("recording")?.textContent ?? "";
    save(`${pattern}-${seed}-${store.head}.patternscope`, new Blob([unbase64(packed)], { type: "application/gzip" }));
  });
  return section([line("The run that this page shows, as a file that Patternscope opens.", button)]);
}

function section(lines: readonly HTMLElement[]): HTMLElement {
  return element("section", "share-link", element("h3", "", "Keep it"), ...lines);
}

function line(note: string, action: HTMLElement): HTMLElement {
  return element("div", "share-file", action, element("span", "note", note));
}

function download(title: string, address: string): HTMLAnchorElement {
  const link = element("a", "quiet", title);
  link.href = address;
  link.download = "";
  return link;
}
