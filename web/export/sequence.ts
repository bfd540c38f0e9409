// The sequence as a picture that stands by itself: the stretch of time that the
// page has in view, drawn by the very code that draws it there.

import { palette, type Palette } from "../mark/palette";
import { seconds } from "../mark/words";
import { part } from "../model/half";
import type { Half, State } from "../model/types";
import type { Store } from "../session/store";
import { axis, inOrder } from "../sequence/axis";
import { Chart } from "../sequence/chart";
import { paint } from "../sequence/paint";
import { viewOf, type View } from "../sequence/view";
import { document } from "./file";
import { runOf, where } from "./run";
import { SvgPen } from "./svg_pen";

const rem = 16;
const wide = 75 * rem;
const pitch = 3.2 * rem; // from lane to lane
const margin = 1.5 * rem;
const named = { http: "HTTP", zeromq: "ZeroMQ" } as const;

export function sequenceSvg(store: Store, measure: (font: string, text: string) => number, colors: Palette = palette()): string {
  const chart = new Chart(store.history);
  chart.grow();
  const pen = new SvgPen(measure);
  const view = inView(store);
  const halves: readonly (Half | undefined)[] = store.state.ledgers ? ["http", "zeromq"] : [undefined];
  let height = margin;
  for (const half of halves) height += drawPart(pen, store, chart, view, colors, half, height) + margin;
  const run = runOf(store);
  const about = `${where(run)} Time runs right, from ${seconds(view.from)} s to ${seconds(view.to)} s.`;
  return document({ width: wide + 2 * margin, height }, colors.stage, { title: `${run.title}: sequence diagram`, about }, pen.content);
}

// inView is what the sequence shows; where none is on the page, the whole run so far.
export function inView(store: Store): View {
  const view = viewOf(store);
  if (view.to > view.from) return view;
  const from = store.history.timeOf(store.history.first - 1);
  return { ...view, from, to: Math.max(store.cursor.at, from + 1_000_000) };
}

// drawPart draws the lanes of a half, or of all, and returns how high it is.
function drawPart(pen: SvgPen, store: Store, chart: Chart, view: View, colors: Palette, half: Half | undefined, top: number): number {
  const state: State = part(store.state, half);
  const nodes = inOrder(state.nodes);
  const height = 5 * rem + pitch * Math.max(0, nodes.length - 1);
  const head = half ? 1.5 * rem : 0;
  pen.save();
  pen.translate(margin, top);
  if (half) heading(pen, named[half], colors);
  pen.translate(0, head);
  const paper = { pen, width: wide, height, rem };
  const where = axis({ left: 8 * rem, right: wide - 5 * rem, width: wide, height, rem }, nodes, view);
  const chosen = store.selection?.kind === "message" ? store.selection.id : undefined;
  paint({ sheet: paper, colors, chart, view, axis: where, at: store.cursor.at, seq: store.cursor.seq, sockets: state.sockets, chosen });
  pen.restore();
  return head + height;
}

function heading(pen: SvgPen, words: string, colors: Palette): void {
  pen.font = `600 ${rem}px ${colors.sans}`;
  pen.fillStyle = colors.ink;
  pen.fillText(words, 0, rem);
}
