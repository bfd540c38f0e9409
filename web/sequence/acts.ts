// Acts are what a reader did by hand, or had planned: a hair line through all
// lanes at that moment, with the words above it.

import { outlined } from "../dom/pen";
import { hand } from "../mark/shape";
import { line, short, text, type Hit, type Scene } from "./scene";
import { within, type Act } from "./things";

export function acts(s: Scene, hits: Hit[]): void {
  const all = within(s.chart.acts, (a) => a.at, s.view.from, s.view.to, 0);
  all.forEach((a, i) => act(s, a, s.axis.x(all[i + 1]?.at ?? Infinity), hits));
}

function act(s: Scene, a: Act, next: number, hits: Hit[]): void {
  const { pen, rem } = s.sheet;
  const x = Math.round(s.axis.x(a.at)) + 0.5;
  const y = 0.62 * rem;
  const room = Math.min(next, s.axis.right + 4 * rem) - x - 1.25 * rem;
  hits.push({ x, y, seq: a.seq });
  pen.save();
  if (a.seq > s.seq) pen.globalAlpha = 0.5;
  pen.setLineDash([1, 3]);
  line(s, x, y + 0.5 * rem, x, s.axis.bottom, s.colors.ink2, 1);
  pen.setLineDash([]);
  mark(s, x, y);
  if (room > 2 * rem) text(s, short(s, a.text, room), x + 0.6 * rem, y + 0.28 * rem, { color: s.colors.ink2, halo: true });
  pen.restore();
}

function mark(s: Scene, x: number, y: number): void {
  const { pen, rem } = s.sheet;
  pen.save();
  pen.translate(x, y);
  pen.scale(rem / 18, rem / 18);
  pen.fillStyle = s.colors.ink;
  pen.fill(outlined(hand));
  pen.restore();
}
