// The small window at a bound socket: where it is, to copy, and the Python, or
// the line of curl, that joins from outside.

import { element } from "../dom/element";
import type { Store } from "../session/store";
import { curl } from "./curl";
import { partner, python } from "./python";

// PeersOf lists the sockets that were ever connected to one.
type PeersOf = (socket: string) => readonly string[];

export interface Endpoints {
  open(anchor: Element, socket: string, address: string): void;
  close(): void;
}

export function endpointWindow(root: HTMLElement, store: Store, peersOf: PeersOf): Endpoints {
  const pop = element("div", "join-pop");
  pop.setAttribute("role", "dialog");
  pop.hidden = true;
  root.append(pop);
  let opener: Element | undefined;

  const close = (): void => {
    if (pop.hidden) return;
    const inside = pop.contains(document.activeElement);
    pop.hidden = true;
    if (inside && opener instanceof SVGElement) opener.focus();
  };
  const open = (anchor: Element, socket: string, address: string): void => {
    opener = anchor;
    pop.replaceChildren(...content(store, peersOf, socket, address, close));
    pop.setAttribute("aria-label", `Join ${socket} from outside`);
    pop.hidden = false;
    place(pop, root, anchor);
    pop.querySelector("button")?.focus();
  };
  root.addEventListener("keydown", (e) => {
    if (e.key !== "Escape" || pop.hidden) return;
    e.stopPropagation();
    close();
  });
  document.addEventListener("pointerdown", (e) => {
    if (e.target instanceof Node && !pop.contains(e.target)) close();
  });
  return { open, close };
}

function content(store: Store, peersOf: PeersOf, id: string, address: string, close: () => void): (Node | string)[] {
  const socket = store.socket(id);
  if (!socket) return [];
  const shut = element("button", "join-close", "×");
  shut.type = "button";
  shut.setAttribute("aria-label", "Close");
  shut.addEventListener("click", close);
  const head = element("div", "join-head", element("b", "", `${socket.type === "HTTP" ? "HTTP server" : socket.type} of ${socket.node}`), shut);
  const where = copied("Copy the endpoint", address, element("code", "", address));
  if (store.connection === "recorded") {
    return [head, where, element("p", "", "This is a recording: it stood at this address then, and nothing listens there now.")];
  }
  if (address.startsWith("inproc:")) {
    return [head, where, element("p", "", "Inside one process: no byte crosses a wire, and nobody outside can join.")];
  }
  if (socket.type === "HTTP") {
    const endpoint = socket.bound.find((b) => b.address === address)?.endpoint ?? "";
    const line = curl(endpoint, address, store.pattern?.asks?.[endpoint.replace("http://", "")]);
    return [head, where, element("p", "", "Any HTTP client on this machine may ask. With curl:"), copied("Copy the line of curl", line, element("pre", "", line))];
  }
  const peers = peersOf(id).map((peer) => store.socket(peer)?.type).filter((type): type is string => type !== undefined);
  const type = partner(socket.type, peers);
  const text = python(type, address);
  return [head, where, element("p", "", `Any ZeroMQ program on this machine may connect. In Python, as ${article(type)} ${type}:`), copied("Copy the Python", text, element("pre", "", text))];
}

function article(type: string): string {
  return /^(X|R|SUB|PUB|PULL|PUSH|PAIR|DEALER)/.test(type) && !type.startsWith("X") ? "a" : "an";
}

// copied is a text with a button that puts it on the clipboard.
function copied(name: string, text: string, shown: HTMLElement): HTMLElement {
  const button = element("button", "join-copy", "Copy");
  button.type = "button";
  button.setAttribute("aria-label", name);
  button.addEventListener("click", () => {
    void put(text, shown).then((done) => {
      button.textContent = done ? "Copied" : "Press Ctrl C";
    });
  });
  return element("div", "join-line", shown, button);
}

// put copies; where the clipboard is forbidden, it marks the text instead.
async function put(text: string, shown: HTMLElement): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    getSelection()?.selectAllChildren(shown);
    return false;
  }
}

function place(pop: HTMLElement, root: HTMLElement, anchor: Element): void {
  const [box, at] = [root.getBoundingClientRect(), anchor.getBoundingClientRect()];
  const { offsetWidth: w, offsetHeight: h } = pop;
  const below = at.bottom - box.top + 8;
  pop.style.left = `${Math.max(8, Math.min(at.left - box.left, box.width - w - 8))}px`;
  pop.style.top = `${below + h <= box.height - 8 ? below : Math.max(8, at.top - box.top - h - 8)}px`;
}
