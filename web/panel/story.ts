// The story: one plain sentence for what just happened, and the fates of all
// that its sender has sent.

import { attribute, element, find, write } from "../dom/element";
import { flowOf } from "../mark/naming";
import { markOf, svg } from "../mark/shape";
import { bad, seconds, verbOf } from "../mark/words";
import type { Event } from "../model/types";
import type { Store } from "../session/store";
import { isSame } from "../session/schedule";
import { begin } from "./begin";
import { fateBar } from "./fates";
import type { Draw } from "./panel";
import { Telling } from "./telling";

const spoken = 4000; // ms between two sentences for a screen reader while time runs
const most = 256; // events looked at at once for the one to tell

export function story(root: HTMLElement, store: Store): Draw {
  const stamp = find(root, "#stamp");
  const say = find(root, "#say");
  const voice = find(root, "#voice");
  const caption = document.getElementById("caption");
  const fates = fateBar(find(root, "#fates"), store);
  const presets = [...root.querySelectorAll<HTMLButtonElement>("[data-preset]")];
  const telling = new Telling();
  let seen = 0;
  let told: Event | undefined;
  let spokenAt = 0;

  presets.forEach((b, i) => b.addEventListener("click", () => begin(store, () => store.applyPreset(i))));

  function choose(): Event | undefined {
    const now = performance.now();
    const to = store.cursor.seq;
    const step = to - seen;
    seen = to;
    if (!store.playing || step < 0 || !told) {
      telling.tell(store.event, now);
      return store.event;
    }
    const happened: Event[] = [];
    for (let s = Math.max(to - step, to - most) + 1; s <= to; s++) {
      const e = store.history.event(s);
      if (e) happened.push(e);
    }
    return telling.next(happened, now);
  }

  function show(e: Event): void {
    const flow = flowOf(store.history, e);
    const names = store.state.nodes.map((n) => n.name);
    stamp.replaceChildren(svg(markOf(e, flow), flow), element("b", "", verbOf(e)), element("span", "", `event ${e.seq} at ${seconds(e.at)} s`));
    stamp.classList.toggle("bad", bad(e));
    say.replaceChildren(...emphasised(e.say, names));
    caption?.replaceChildren(...emphasised(e.say, names));
  }

  function beforeAll(): void {
    told = undefined;
    stamp.replaceChildren(element("span", "", "before the first event"));
    stamp.classList.remove("bad");
    for (const e of [say, caption]) if (e) write(e, "Nothing has happened yet.");
  }

  function speak(text: string): void {
    const now = performance.now();
    if (store.playing && now - spokenAt < spoken) return;
    spokenAt = now;
    write(voice, text);
  }

  return (changed) => {
    if (changed.state || changed.time) {
      const e = choose();
      if (e && e !== told) show((told = e));
      if (!store.event && told) beforeAll();
      if (e) speak(e.say);
    }
    if (changed.state || changed.selection) fates();
    if (changed.info) presets.forEach((b, i) => settle(b, i, store));
    if (changed.info && store.notice) for (const e of [say, caption]) if (e) notice(e, stamp, store);
  };
}

// notice: what could not be done stands where the story would, with a way on when there is no run.
function notice(say: HTMLElement, stamp: HTMLElement, store: Store): void {
  stamp.replaceChildren(svg("lost", undefined), element("b", "", "not done"));
  stamp.classList.add("bad");
  if (say.firstChild?.nodeValue !== store.notice) say.replaceChildren(store.notice);
  if (store.connection === "gone" && say.childElementCount === 0) say.append(again());
}

function again(): HTMLButtonElement {
  const b = element("button", "quiet again", "Try again");
  b.type = "button";
  b.addEventListener("click", () => location.reload());
  return b;
}

// settle a preset: lit while the run has just its values and its schedule.
function settle(b: HTMLButtonElement, i: number, store: Store): void {
  const preset = store.pattern?.presets[i];
  const wanted = { ...store.defaults(), ...preset?.values };
  const now = store.room?.params ?? {};
  const on = preset !== undefined && isSame(preset.faults, store.room?.faults) && Object.entries(wanted).every(([k, v]) => String(now[k]) === v);
  attribute(b, "aria-pressed", String(on));
  b.disabled = store.room !== undefined && !store.steering;
}

// emphasised gives the names of nodes more weight; the sentence stays plain text.
export function emphasised(sentence: string, names: readonly string[]): (Node | string)[] {
  const whole = sentence.replaceAll(" #", "\u00a0#"); // a message's name stays on one line
  const known = names.filter((n) => n.length > 1).sort((a, b) => b.length - a.length);
  if (known.length === 0) return [whole];
  const pattern = new RegExp(`(?<![\\w-])(${known.map(escape).join("|")})(?![\\w-])`, "g");
  return whole.split(pattern).map((part) => (known.includes(part) ? element("b", "", part) : part));
}

function escape(name: string): string {
  return name.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");
}
