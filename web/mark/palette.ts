// The colours of the tokens, for what is drawn on a canvas. They are read from
// the style sheet, so that there is one place where a colour is written.

import type { Flow } from "../model/types";

export interface Ink {
  readonly fill: string;
  readonly edge: string;
  readonly ink: string;
}

export interface Palette {
  readonly page: string;
  readonly stage: string;
  readonly sunk: string;
  readonly hair: string;
  readonly edge: string;
  readonly ink: string;
  readonly ink2: string;
  readonly ink3: string;
  readonly accent: string;
  readonly drop: string;
  readonly dropInk: string;
  readonly dropTint: string;
  readonly flow: Readonly<Record<Flow, Ink>>;
  readonly sans: string;
  readonly mono: string;
}

let read: Palette | undefined;

// palette is that of the theme now chosen.
export function palette(): Palette {
  return (read ??= readPalette());
}

// onTheme calls when the theme has changed, and once the new palette is there.
export function onTheme(changed: () => void): void {
  new MutationObserver(() => {
    read = undefined;
    changed();
  }).observe(document.documentElement, { attributes: true, attributeFilter: ["data-theme", "data-projector"] });
}

function readPalette(): Palette {
  const style = getComputedStyle(document.documentElement);
  const token = (name: string): string => style.getPropertyValue(`--${name}`).trim();
  const flow = (name: string): Ink => ({ fill: token(name), edge: token(`${name}-edge`), ink: token(`${name}-ink`) });
  const control = { fill: token("stage"), edge: token("control"), ink: token("ink-2") };
  return {
    page: token("page"), stage: token("stage"), sunk: token("sunk"), hair: token("hair"), edge: token("edge"),
    ink: token("ink"), ink2: token("ink-2"), ink3: token("ink-3"), accent: token("accent"),
    drop: token("drop"), dropInk: token("drop-ink"), dropTint: token("drop-tint"),
    flow: { request: flow("request"), reply: flow("reply"), publish: flow("publish"), task: flow("task"), control },
    sans: token("sans"), mono: token("mono"),
  };
}
