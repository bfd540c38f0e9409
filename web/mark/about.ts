// About is what an element of the page is about, in its data attributes: so a
// menu that opens on it knows, whatever view has drawn it.

import { targetOf, type Target } from "../model/act";

const names = ["message", "parcel", "node", "socket", "link", "endpoint"] as const;

export const isAbout = names.map((n) => `[data-${n}]`).join(",");

type Element = HTMLElement | SVGElement;

export function setAbout(e: Element, t: Target | undefined): void {
  for (const n of names) {
    if (t?.[n]) e.dataset[n] = String(t[n]);
    else delete e.dataset[n];
  }
}

// about an element, or what it stands in: the most precise thing; one copy of a message, where it is one.
export function about(e: Element): Target | undefined {
  const { message, parcel, node, socket, link, endpoint } = e.closest<HTMLElement>(isAbout)?.dataset ?? {};
  if (parcel) return { parcel: Number(parcel) };
  const t: Target = endpoint && !socket ? { endpoint } : targetOf({ message: Number(message ?? 0), node, socket, link });
  return Object.keys(t).length > 0 ? t : undefined;
}
