// Why each copy stands or ended as it did: the rule, and where it is written.

import { element } from "../dom/element";
import { ruleOf, type Rule, type Source } from "../model/rule";
import type { Event } from "../model/types";
import type { Store } from "../session/store";
import type { Copy, Life } from "./copies";

interface Ruled {
  readonly rule: Rule;
  readonly of: string[]; // whose copies
  readonly says: string[]; // what happened to them, where that is a loss or was not asked for
}

export function because(store: Store, life: Life): HTMLElement[] {
  const rules = store.pattern?.rules ?? [];
  const found = new Map<Rule, Ruled>();
  if (life.blocked) add(found, ruleFor(store, rules, life.blocked, ""), life.blocked.node ?? "", "");
  for (const c of life.copies) add(found, ruleFor(store, rules, c.last, c.what), c.to, told(c) ? c.last.say : "");
  const ruled = [...found.values()].sort((a, b) => weight(b) - weight(a));
  return ruled.map((r) => paragraph(r, ruled.length > 1));
}

function ruleFor(store: Store, rules: readonly Rule[], e: Event, what: string): Rule | undefined {
  return ruleOf(rules, e, store.socket(e.socket ?? "")?.type ?? typeBefore(store, e), what);
}

// typeBefore is that of a socket which is not there any more, or not yet, where the cursor stands.
function typeBefore(store: Store, e: Event): string {
  return store.history.state(e.seq).sockets.find((k) => k.id === e.socket)?.type ?? "";
}

// weight: what went otherwise than one would think comes first.
function weight({ rule }: Ruled): number {
  return ["filtered", "blocked", "dropped"].indexOf(rule.when.kind);
}

function told(c: Copy): boolean {
  return c.last.kind === "dropped" || c.last.kind === "filtered";
}

function add(found: Map<Rule, Ruled>, rule: Rule | undefined, of: string, say: string): void {
  if (!rule) return;
  const r = found.get(rule) ?? { rule, of: [], says: [] };
  found.set(rule, r);
  if (of) r.of.push(of);
  if (say && !r.says.includes(say)) r.says.push(say);
}

function paragraph(r: Ruled, many: boolean): HTMLElement {
  return element("p", "rule", ...opening(r, many), r.rule.text, " ", sourceOf(r.rule.source));
}

// opening tells what happened to one copy; of several that share a rule it names whose they are.
function opening({ of, says }: Ruled, many: boolean): (Node | string)[] {
  if (says.length === 1 && of.length < 2) return [element("span", "say-so", says[0]!), " "];
  return many && of.length > 0 ? [element("b", "", list(of)), " "] : [];
}

function sourceOf(s: Source): HTMLElement {
  const words = /^\d/.test(s.section) ? `${s.name}, section ${s.section}` : s.name === "Patternscope" ? "A rule of Patternscope" : `${s.name}, ${s.section}`;
  if (!s.address) return element("cite", "", words);
  const a = element("a", "", words);
  a.href = s.address;
  a.target = "_blank";
  a.rel = "noreferrer";
  return element("cite", "", a);
}

function list(words: readonly string[]): string {
  return words.length > 3 ? `${words.slice(0, 2).join(", ")} and ${words.length - 2} more` : words.join(", ");
}
