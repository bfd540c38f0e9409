// The sheet of all keys that this page has.

import { element } from "../dom/element";
import { columns } from "../duel/columns";
import { ofPage } from "./keys";

export function sheet(): void {
  const page = document.body.dataset["page"] === "pattern" ? "pattern" : "home";
  const rows = ofPage().flatMap((k) => [
    element("dt", "", ...k.shown.map((s) => (s === "…" ? s : element("kbd", "", s)))),
    element("dd", "", k.does),
  ]);
  const close = element("button", "quiet", "Close");
  close.type = "button";
  const title = element("h2", "", "Keys");
  title.id = "keys-title";
  const note = page === "pattern" ? element("p", "note", "A lecturer's clicker works: its two buttons are Page Up and Page Down.") : "";
  const dialog = element("dialog", "sheet", element("header", "", title, close), element("dl", "", ...rows), note, ...ledger());
  dialog.setAttribute("aria-labelledby", "keys-title");
  close.addEventListener("click", () => dialog.close());
  dialog.addEventListener("click", (e) => {
    if (e.target === dialog) dialog.close();
  });
  dialog.addEventListener("keydown", (e) => {
    if (e.key === "?") dialog.close();
  });
  dialog.addEventListener("close", () => dialog.remove());
  document.body.append(dialog);
  dialog.showModal();
}

// ledger says what the columns of a duel's ledger count.
function ledger(): HTMLElement[] {
  if (!document.querySelector("main.duel")) return [];
  const rows = columns.flatMap((c) => [element("dt", "", c.title), element("dd", "", c.means)]);
  return [element("h2", "", "The ledger"), element("dl", "meanings", ...rows)];
}
