// Behind: who stands before the newest event goes there, or goes another way
// from here. What is done is done to the world as it now is; so who would do
// something to an earlier moment goes on from it first, and the world is there.

import { element, write } from "../dom/element";
import type { Store } from "../session/store";

export class Behind {
  private readonly newest = element("button", "quiet", element("span", "", "Newest event"), element("kbd", "", "0"));
  private readonly branch = element("button", "quiet", element("span", "", "Branch from here"), element("kbd", "", "G"));
  private readonly problem = element("p", "problem");
  readonly e = element("div", "behind", this.newest, this.branch, this.problem);

  constructor(store: Store) {
    this.problem.setAttribute("role", "alert");
    this.newest.type = this.branch.type = "button";
    this.newest.addEventListener("click", () => store.toNewest());
    this.branch.addEventListener("click", () => {
      write(this.problem, "");
      void store.fork(store.cursor.seq).catch((refusal: Error) => write(this.problem, refusal.message));
    });
    this.e.addEventListener("keydown", (e) => this.key(e)); // a menu keeps keys from the page
  }

  private key(e: KeyboardEvent): void {
    const button = e.key === "0" ? this.newest : e.key.toLowerCase() === "g" ? this.branch : undefined;
    if (!button) return;
    e.preventDefault();
    e.stopPropagation();
    button.click();
  }

  focus(): void {
    this.newest.focus();
  }
}
