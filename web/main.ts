// The entry of the page's script. A view is a function that draws the store
// into the elements marked with its name:
//
//	<section data-view="stage"></section>
//
// Views know the store and not each other; whatever one changes in the store,
// all are told of once, on the next frame.

import { mount as menu } from "./act/menu";
import { world } from "./act/world";
import { mount as stops } from "./breakpoints/stops";
import { mount as explain } from "./duel/duel";
import { mount as ledger } from "./duel/ledger";
import { mount as keys } from "./keys/keys";
import { mount as log } from "./log/log";
import { mount as measure } from "./measure/measure";
import { mount as next } from "./next/next";
import { mount as panel } from "./panel/panel";
import { mount as legend } from "./sequence/legend";
import { mount as sequence } from "./sequence/sequence";
import { mount as schedule } from "./recordings/schedule";
import { fetched } from "./parts/fetched";
import { open } from "./session/open";
import { Store } from "./session/store";
import { mount as stage } from "./stage/stage";
import { mount as share } from "./share/share";
import { mount as viewers } from "./share/viewers";
import { projector, theme } from "./theme/theme";
import { mount as transport } from "./transport/transport";

type View = (root: HTMLElement, store: Store) => void;

const views: Readonly<Record<string, View>> = { stage, sequence, transport, legend, menu, next, panel, measure, log, keys, explain, ledger, theme, projector, share, stops, viewers, world };

const seldom = ["answer", "home", "live", "upload"] as const;

function mount(store: Store): void {
  for (const [name, view] of Object.entries(views)) {
    for (const root of rootsOf(name)) view(root, store);
  }
  for (const name of seldom) {
    for (const root of rootsOf(name)) fetched(store, import("./parts/seldom"), (part) => part[name](root, store));
  }
  for (const form of document.querySelectorAll<HTMLElement>("#setup")) schedule(form, store);
}

function rootsOf(view: string): NodeListOf<HTMLElement> {
  return document.querySelectorAll(`[data-view="${view}"]`);
}

const still = matchMedia("(prefers-reduced-motion: reduce)");
const store = new Store();
store.glides = () => !still.matches;
Object.assign(window, { patternscope: store }); // for tests, and for whoever looks with the console
mount(store);
void open(store);
