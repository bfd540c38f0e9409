// An offer on the page: a button that does it, or opens the form it needs; or,
// where it cannot be done, the reason in its place.

import { attribute, element, write } from "../dom/element";
import type { Action, Offer } from "../model/act";
import { filled } from "./answer";
import { control, type Control } from "./control";

export type Send = (action: Action) => Promise<void>; // fails with the reason why not

// keyOf an offer is the same as long as it is the same thing that is offered.
export function keyOf(o: Offer): string {
  return `${o.title} ${JSON.stringify(o.action)}`;
}

let made = 0;

export class Row {
  private readonly id = `offer-${++made}`;
  private readonly help = element("p", "offer-help");
  readonly button = element("button", "offer-do");
  private readonly form = element("form", "offer-form");
  private readonly problem = element("p", "problem");
  readonly e = element("div", "offer", element("div", "offer-row", this.button, this.help), this.form, this.problem);
  private controls: readonly Control[] = [];

  constructor(private offer: Offer, private readonly send: Send) {
    this.help.id = `${this.id}-help`;
    this.button.type = "button";
    this.button.setAttribute("aria-describedby", this.help.id);
    this.problem.setAttribute("role", "alert");
    this.form.hidden = true;
    this.form.noValidate = true;
    this.button.addEventListener("click", () => this.pressed());
    this.form.addEventListener("submit", (e) => {
      e.preventDefault();
      this.submit();
    });
    this.form.addEventListener("keydown", (e) => {
      if (e.key === "Enter" && e.target instanceof HTMLSelectElement) {
        e.preventDefault();
        this.submit();
      }
      if (e.key !== "Escape") return;
      e.stopPropagation();
      this.open(false);
      this.button.focus();
    });
  }

  show(offer: Offer, steers: boolean): void {
    this.offer = offer;
    const asks = (offer.fields?.length ?? 0) > 0;
    write(this.button, asks ? `${offer.title} …` : offer.title);
    write(this.help, offer.why ?? offer.help);
    this.e.classList.toggle("cannot", !!offer.why);
    attribute(this.button, "aria-disabled", String(!!offer.why || !steers));
    if (asks) attribute(this.button, "aria-expanded", String(!this.form.hidden));
    if (offer.why) this.open(false);
  }

  private pressed(): void {
    if (this.button.getAttribute("aria-disabled") === "true") return;
    if (this.offer.fields?.length) this.open(!!this.form.hidden);
    else void this.done(this.offer.action);
  }

  private open(open: boolean): void {
    if (this.form.hidden === !open) return;
    this.form.hidden = !open;
    attribute(this.button, "aria-expanded", String(open));
    if (!open) return;
    const go = element("button", "main", this.offer.title);
    this.controls = (this.offer.fields ?? []).map(control);
    this.form.replaceChildren(...this.controls.map((c) => c.e), go);
    const first = this.form.querySelector<HTMLElement>("input, select");
    first?.focus();
    if (first instanceof HTMLInputElement) first.select();
  }

  private submit(): void {
    const answers: Record<string, unknown> = {};
    for (const c of this.controls) {
      const a = c.answer();
      if ("problem" in a) return write(this.problem, a.problem);
      answers[c.field.name] = a.value;
    }
    void this.done(filled(this.offer.action, answers));
  }

  private async done(action: Action): Promise<void> {
    write(this.problem, "");
    try {
      await this.send(action);
      this.open(false);
    } catch (refusal) {
      write(this.problem, (refusal as Error).message);
    }
  }
}
