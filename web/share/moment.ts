// This moment, as a link. A run that goes on has to be saved first: the link is
// to the event at the cursor, in the recording that the server then keeps.

import { element } from "../dom/element";
import { saveRun } from "../session/api";
import type { Store } from "../session/store";
import { link } from "./link";

const title = "This moment";

// moment of a recording that the server keeps, or of a page that is a file.
export function moment(store: Store): HTMLElement {
  const { id } = store.room!;
  const { seq } = store.cursor;
  if (id) return link(title, `${location.origin}/recordings/${id}?at=${seq}`, `Event ${seq} of this recording.`);
  return link(title, `${location.href.replace(/#.*/, "")}#at=${seq}`, `Event ${seq}, for whoever has this file at the same place.`);
}

// savedMoment offers to save the run of a room; then the link stands there.
export function savedMoment(store: Store): HTMLElement {
  const { id, run } = store.room!;
  const { seq } = store.cursor;
  const save = element("button", "quiet", "Save and link");
  save.type = "button";
  const said = element("p", "note", `Saves the run on this server, and links to event ${seq}.`);
  said.setAttribute("role", "status");
  const section = element("section", "share-link", element("h3", "", title), element("div", "share-file", save, said));
  save.addEventListener("click", async () => {
    save.disabled = true;
    try {
      const { page } = await saveRun(id, run);
      const there = link(title, `${location.origin}${page}?at=${seq}`, `Event ${seq} of the run, as it is saved now.`);
      section.replaceWith(there);
      there.querySelector("button")?.focus();
    } catch (error) {
      said.textContent = error instanceof Error ? error.message : "The run could not be saved.";
      save.disabled = false;
    }
  });
  return section;
}
