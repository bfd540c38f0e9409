// Words are what a breakpoint can be made of, as the server tells them with the page.

import type { Breakpoint } from "../model/breakpoint";
import type { Vocabulary } from "../model/breakpoint_text";

export interface Interest {
  readonly name: string;
  readonly title: string;
  readonly breakpoint: Breakpoint;
}

export interface Words extends Vocabulary {
  readonly fates: readonly string[];
  readonly interests: readonly Interest[]; // the first is any of the others
}

const none: Words = { kinds: [], reasons: [], fates: [], interests: [] };

export function wordsOf(page: ParentNode): Words {
  const told = page.querySelector<HTMLElement>("[data-view=stops]")?.dataset["words"];
  return told ? (JSON.parse(told) as Words) : none;
}
