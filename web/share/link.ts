// A link in the sheet, with a button that copies it.

import { element } from "../dom/element";

export function link(title: string, address: string, note: string): HTMLElement {
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

async function copied(text: string): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    return false; // not allowed here: then the link is selected, to be copied by hand
  }
}
