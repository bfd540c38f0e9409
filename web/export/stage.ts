// The stage as a picture that stands by itself: what stands and what flies at
// this moment, in the colours of the theme now chosen. A duel's two stages stand
// one above the other.

import { palette } from "../mark/palette";
import type { Store } from "../session/store";
import { picturesOf, type Picture } from "../stage/picture";
import { document } from "./file";
import { resolved } from "./resolved";
import { runOf, where } from "./run";
import { SvgPen } from "./svg_pen";

const headed = 32; // px for the name of a half
const named = { http: "HTTP", zeromq: "ZeroMQ" } as const;

export function stageSvg(store: Store, measure: (font: string, text: string) => number): string {
  const pen = new SvgPen(measure);
  let [width, height] = [0, 0];
  for (const picture of picturesOf(store)) {
    height += drawPart(pen, picture, height);
    width = Math.max(width, picture.width * picture.scale);
  }
  const run = runOf(store);
  return document({ width, height }, palette().stage, { title: `${run.title}: stage`, about: where(run) }, pen.content);
}

// drawPart draws one stage and returns how high it is.
function drawPart(pen: SvgPen, picture: Picture, top: number): number {
  const head = picture.half ? headed : 0;
  pen.save();
  pen.translate(0, top);
  if (picture.half) heading(pen, named[picture.half]);
  pen.translate(0, head);
  pen.scale(picture.scale, picture.scale);
  pen.put(resolved(picture.standing));
  picture.move(pen);
  pen.restore();
  return head + picture.height * picture.scale;
}

function heading(pen: SvgPen, words: string): void {
  pen.font = `600 16px ${palette().sans}`;
  pen.fillStyle = palette().ink;
  pen.fillText(words, 16, 24);
}
