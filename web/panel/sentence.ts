// One plain sentence at a time for what happens in a run, where there is no panel.

import type { Event } from "../model/types";
import type { Store } from "../session/store";
import { emphasised } from "./story";
import { Telling } from "./telling";

const most = 64; // events looked at in one frame

export function sentence(e: HTMLElement, store: Store): void {
  const telling = new Telling();
  let told: Event | undefined;
  let seq = 0;
  store.subscribe((changed) => {
    if (!changed.state) return;
    const now = store.playing ? telling.next(happened(store, seq), performance.now()) : store.event;
    seq = store.cursor.seq;
    if (!now || now === told) return;
    told = now;
    e.replaceChildren(...emphasised(now.say, store.state.nodes.map((n) => n.name)));
  });
}

function happened({ history, cursor }: Store, since: number): Event[] {
  const from = Math.max(history.first, since + 1, cursor.seq - most);
  const seqs = Array.from({ length: Math.max(0, cursor.seq - from + 1) }, (_, i) => from + i);
  return seqs.map((seq) => history.event(seq)).filter((e) => e !== undefined);
}
