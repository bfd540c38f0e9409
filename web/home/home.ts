// The catalogue's search: over titles, sockets and what people get wrong. When
// nothing matches, the three nearest patterns stand there instead.

import { find, write } from "../dom/element";
import { count } from "../mark/words";
import { nearest, read, search, type Found, type Pattern } from "./search";

interface Shelf {
  readonly section: HTMLElement;
  readonly cards: readonly Card[];
}

interface Card {
  readonly e: HTMLElement;
  readonly pattern: Pattern;
}

export function mount(root: HTMLElement): void {
  const field = document.querySelector<HTMLInputElement>("#find");
  if (!field) return;
  const status = find(root, "#found");
  const hero = find(root, ".herob");
  const shelves: Shelf[] = [...root.querySelectorAll<HTMLElement>("[data-group]")].map((section) => ({
    section,
    cards: [...section.querySelectorAll<HTMLElement>(".card")].map((e) => ({ e, pattern: read(e) })),
  }));
  const all = shelves.flatMap((s) => s.cards);

  function show(): void {
    const wanted = field!.value.trim();
    const found = new Map(all.map((c) => [c, search(c.pattern, wanted)]));
    const hits = all.filter((c) => found.get(c));
    const near = wanted && hits.length === 0 ? nearest(all.map((c) => c.pattern), wanted) : [];
    for (const c of all) {
      const hit = found.get(c);
      c.e.hidden = !hit && !near.includes(c.pattern);
      explain(c.e, hit);
    }
    for (const s of shelves) s.section.hidden = s.cards.every((c) => c.e.hidden);
    hero.hidden = wanted !== "";
    status.hidden = wanted === "";
    write(status, hits.length > 0 ? `${count(hits.length, "pattern")} for “${wanted}”` : `Nothing for “${wanted}”. The nearest:`);
  }

  field.addEventListener("input", show);
  field.addEventListener("keydown", (e) => {
    if (e.key === "Escape") field.value = "";
    if (e.key === "Escape") show();
    if (e.key === "Enter") root.querySelector<HTMLAnchorElement>(".card:not([hidden])")?.click();
  });
  if (location.hash === "#find") field.focus();
  if (field.value) show();
}

// explain why a card was found, where its own words do not show it.
function explain(card: HTMLElement, hit: Found | undefined): void {
  const line = find(card, ".hit");
  line.hidden = !hit?.because;
  write(line, hit?.because ?? "");
}
