// The entry of the page's script. A view is a function that draws the store
// into the elements marked with its name:
//
//	<section data-view="stage"></section>
//
// Views know the store and not each other; whatever one changes in the store,
// all are told of once, on the next frame.

import { open } from "./session/open";
import { Store } from "./session/store";

type View = (root: HTMLElement, store: Store) => void;

const views: Readonly<Record<string, View>> = {};

function mount(store: Store): void {
  for (const [name, view] of Object.entries(views)) {
    for (const root of document.querySelectorAll<HTMLElement>(`[data-view="${name}"]`)) view(root, store);
  }
}

const store = new Store();
Object.assign(window, { patternscope: store }); // for tests, and for whoever looks with the console
mount(store);
void open(store);
