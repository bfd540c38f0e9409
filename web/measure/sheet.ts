// The task of a duel unslowed, on this very machine: a sheet where one chooses
// how many messages, sees it go on, may cancel it, and reads the figures with their set-up.

import { element, write } from "../dom/element";
import * as api from "./api";
import { distribution } from "./distribution";
import { figures, whole } from "./figures";
import type { Measure, Result } from "./types";

const counts = [1_000, 10_000, 50_000, 100_000];

// Sheet is one dialog; it keeps the newest result while it is closed.
export class Sheet {
  private readonly count = element("select");
  private readonly run = button("main", "Run");
  private readonly stop = button("quiet", "Cancel");
  private readonly bar = element("progress");
  private readonly said = element("p", "said");
  private readonly result = element("div", "result");
  private readonly dialog: HTMLDialogElement;
  private running: string | undefined; // the measure's id

  constructor(private readonly duel: string) {
    for (const n of counts) this.count.append(new Option(whole(n), String(n), n === 10_000, n === 10_000));
    this.bar.max = 1;
    this.bar.setAttribute("aria-label", "Progress");
    this.said.setAttribute("role", "status");
    const title = element("h2", "", "At full speed");
    title.id = "measure-title";
    const close = button("quiet", "Close");
    this.dialog = element("dialog", "sheet measure",
      element("header", "", title, close),
      element("p", "lead", "The same task, unslowed, on the machine this server runs on: no world clock, no latency added, no pause. Both halves in turn, with the same messages."),
      element("div", "ask", element("label", "", "Messages in each half ", this.count), this.run, this.stop, this.bar),
      this.said, this.result);
    this.dialog.setAttribute("aria-labelledby", title.id);
    close.addEventListener("click", () => this.dialog.close());
    this.dialog.addEventListener("click", (e) => {
      if (e.target === this.dialog) this.dialog.close();
    });
    this.dialog.addEventListener("close", () => this.cancel());
    this.run.addEventListener("click", () => void this.measure());
    this.stop.addEventListener("click", () => this.cancel());
    addEventListener("pagehide", () => this.cancel());
    this.idle();
    document.body.append(this.dialog);
  }

  open(): void {
    this.dialog.showModal();
    this.run.focus();
  }

  private cancel(): void {
    if (this.running !== undefined) void api.cancel(this.running);
  }

  private async measure(): Promise<void> {
    this.busy();
    try {
      let now = await api.start(this.duel, Number(this.count.value));
      this.running = now.id;
      while (now.status === "running" && this.running !== undefined) {
        this.progress(now);
        now = await api.look(now.id);
      }
      this.over(now);
    } catch (why) {
      write(this.said, why instanceof Error ? why.message : String(why));
    }
    this.running = undefined;
    this.idle();
  }

  private busy(): void {
    this.run.hidden = this.count.disabled = true;
    this.stop.hidden = this.bar.hidden = false;
    this.bar.value = 0;
    this.stop.focus();
    write(this.said, "Opening the connections.");
  }

  private idle(): void {
    const focused = document.activeElement === this.stop;
    this.run.hidden = this.count.disabled = false;
    this.stop.hidden = this.bar.hidden = true;
    if (focused) this.run.focus();
  }

  private progress(m: Measure): void {
    const { done, total, round, rounds, half } = m.progress;
    this.bar.value = total > 0 ? done / total : 0;
    if (round > 0) write(this.said, `Round ${round} of ${rounds}: ${half}.`);
  }

  private over(m: Measure): void {
    switch (m.status) {
      case "done":
        write(this.said, "");
        if (m.result) this.result.replaceChildren(...shown(m.result, this.dialog.clientWidth));
        return;
      case "failed":
        write(this.said, m.error ?? "The measure failed.");
        return;
      default:
        write(this.said, "Cancelled.");
    }
  }
}

const margins = 48; // of the sheet, left and right

function shown(r: Result, width: number): Node[] {
  const facts = r.facts.flatMap((f) => [element("dt", "", f.name), element("dd", "", f.text)]);
  return [
    figures(r),
    distribution(r, width - margins),
    element("p", "", r.says), element("p", "", r.saysNot),
    element("h3", "", "The exact set-up"),
    element("dl", "", ...facts),
  ];
}

function button(kind: string, words: string): HTMLButtonElement {
  const b = element("button", kind, words);
  b.type = "button";
  return b;
}
