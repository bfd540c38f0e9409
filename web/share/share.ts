// Share copies the link to this run: the address holds the pattern, its
// parameters and the seed, so whoever opens it sees the same run.

import { element } from "../dom/element";
import type { Store } from "../session/store";

export function mount(button: HTMLElement, _: Store): void {
  button.addEventListener("click", async () => {
    const done = await copied(location.href);
    toast(done ? "Link copied. It opens this same run." : location.href);
  });
}

async function copied(text: string): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    return false; // not allowed here: then the link itself is shown
  }
}

const stays = 2400; // ms

function toast(text: string): void {
  document.querySelector(".toast")?.remove();
  const t = element("output", "toast", text);
  document.body.append(t);
  setTimeout(() => t.remove(), stays);
}
