// The sheet of all keys that this page has.

import { element } from "../dom/element";
import { keys } from "./keys";

export function sheet(): void {
  const page = document.body.dataset["page"] === "pattern" ? "pattern" : "home";
  const rows = keys.filter((k) => k.on === "both" || k.on === page).flatMap((k) => [
    element("dt", "", ...k.shown.map((s) => (s === "…" ? s : element("kbd", "", s)))),
    element("dd", "", k.does),
  ]);
  const close = element("button", "quiet", "Close");
  close.type = "button";
  const title = element("h2", "", "Keys");
  title.id = "keys-title";
  const note = page === "pattern" ? element("p", "note", "A lecturer's clicker works: its two buttons are Page Up and Page Down.") : "";
  const dialog = element("dialog", "sheet", element("header", "", title, close), element("dl", "", ...rows), note);
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
