// Picture is what a stage shows now, for who wants to keep it: what stands, as
// the page has it, and what moves, drawn with any pen.

import type { Pen } from "../dom/pen";
import type { Half } from "../model/types";
import type { Store } from "../session/store";

export interface Picture {
  readonly width: number; // in units
  readonly height: number;
  readonly scale: number; // CSS pixels a unit
  readonly half: Half | undefined; // of a duel
  readonly standing: SVGSVGElement;
  move(pen: Pen): void; // draws what moves, in units
}

type Source = () => Picture | undefined;

const sources = new WeakMap<Store, Source[]>();

// shows tells that a stage of that store is on the page.
export function shows(store: Store, source: Source): void {
  sources.set(store, [...(sources.get(store) ?? []), source]);
}

// picturesOf all stages that draw the store, in the order of the page.
export function picturesOf(store: Store): readonly Picture[] {
  return (sources.get(store) ?? []).map((source) => source()).filter((p) => p !== undefined);
}
