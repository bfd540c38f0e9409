// Opening a recording: a file that is chosen or dropped goes to the server,
// which checks and keeps it, and its page is shown. What is wrong with a file
// stands below in the server's own sentence.

import { find, write } from "../dom/element";
import { upload } from "../session/api";

export function mount(root: HTMLElement): void {
  const field = find<HTMLInputElement>(root, "#file");
  const place = find(root, "#drop");
  const problem = find(root, "#problem");
  const progress = find(root, "#progress");

  async function open(file: File | undefined): Promise<void> {
    if (!file || field.disabled) return;
    write(problem, "");
    write(progress, `Reading ${file.name} …`);
    field.disabled = true;
    try {
      const { page } = await upload(file);
      location.assign(page);
    } catch (error) {
      write(problem, `${file.name}: ${error instanceof Error ? error.message : "it could not be sent."}`);
    }
    write(progress, "");
    field.disabled = false;
    field.value = ""; // the same file may be chosen again
  }

  field.addEventListener("change", () => void open(field.files?.[0]));
  for (const name of ["dragenter", "dragover", "dragleave", "drop"]) {
    root.ownerDocument.addEventListener(name, (e) => {
      e.preventDefault(); // a file dropped beside it would leave the page
      place.classList.toggle("over", name === "dragenter" || name === "dragover");
      if (name === "drop") void open((e as DragEvent).dataTransfer?.files[0]);
    });
  }
}
