// What world time fills: the work of a program, how long it is blocked, how long
// until a connection is tried again. Drawn on the canvas, as the time goes on.

import type { Pen } from "../dom/pen";
import { palette } from "../mark/palette";
import type { Call } from "../model/types";
import { hasCode, pads, turnedCode, turnedFacts, turnedRoom } from "./draw_node";
import type { Box } from "../mark/taken";
import type { Point } from "./path";
import type { Place, Port } from "./places";
import type { Track } from "./routes";
import type { Scene } from "./scene";
import { font, width } from "./text";

const size = 13.5;

export function drawTimers(pen: Pen, s: Scene, now: number): void {
  for (const p of s.places) {
    const call = p.node.call;
    if (call?.blocked) blocked(pen, p, s, now - call.since);
    bars(pen, p, s, now);
  }
  for (const t of s.tracks) {
    if (t.link.status === "retrying" && t.send && (!t.double || t.labels < 0)) retry(pen, t, s, now);
  }
}

// blocked stands in the place of the facts: two bars, and how long, in as many words as have room.
function blocked(pen: Pen, p: Place, s: Scene, since: number): void {
  const p2 = palette();
  const { turned } = s.frame;
  const [left, right] = pads(p);
  const high = turned ? 11.5 : size;
  const time = `${(Math.max(0, since) / 1e6).toFixed(2)} s`;
  const room = (turned ? turnedRoom(p) : p.box.w - left - right + 8) - 16;
  const long = (words: string): number => width(words.replace(/\d/g, "0"), "plain", high); // it stands still while the time goes on
  const text = [`blocked for ${time}`, `blocked ${time}`].find((words) => long(words) <= room) ?? time;
  const x = turned && !hasCode(p) ? p.box.x + (p.box.w - 16 - long(text)) / 2 : p.box.x + (turned ? 14 : left);
  const y = turned ? turnedFacts(p) : p.detail === 3 ? p.c0 + 46 : p.below ? p.c0 + 35 : (p.c0 + p.c1) / 2 + 12;
  pen.strokeStyle = p2.dropInk;
  pen.lineWidth = 2.5;
  pen.lineCap = "round";
  pen.beginPath();
  for (const dx of [2, 8]) {
    pen.moveTo(x + dx, y - 10);
    pen.lineTo(x + dx, y + 1);
  }
  pen.stroke();
  pen.font = font("plain", high);
  pen.fillStyle = p2.dropInk;
  pen.fillText(text, x + 16, y);
}

function barBox(p: Place, s: Scene): Box {
  const { x, y, w, h } = p.box;
  if (s.frame.turned && hasCode(p)) return { x: x + w / 2 + 48, y: turnedCode(p) + 29, w: w / 2 - 60, h: 4 };
  if (s.frame.turned) return { x: x + 10, y: y + h - (p.ports.some((q) => q.side === "after") ? 17 : 9), w: w - 20, h: 4 };
  if (p.detail === 3) return { x: x + 10, y: y + h - 8, w: w - 20, h: 4 };
  const clear = (side: Port["side"]): number => 10 + (p.ports.find((q) => q.side === side)?.box.w ?? 12) / 2;
  const [left, right] = p.below ? [clear("before"), clear("after")] : pads(p);
  return { x: x + left, y: y + h - 11, w: w - left - right, h: 4 };
}

// bars show how far the work, or sleep, of the program and of its threads has got;
// not while its process is suspended, and does none.
function bars(pen: Pen, p: Place, s: Scene, now: number): void {
  if (p.node.status === "frozen") return;
  const calls = [p.node.call, ...(p.node.threads ?? []).map((t) => t.call)];
  const timed = calls.filter((c): c is Call => (c?.until ?? 0) > 0 && (c!.call === "sleep" || c!.call === "work"));
  const { x, y, w } = barBox(p, s);
  const each = (w + 4) / timed.length;
  timed.forEach((c, i) => bar(pen, { x: x + i * each, y, w: each - 4, h: 4 }, (now - c.since) / (c.until! - c.since || 1)));
}

function bar(pen: Pen, { x, y, w: long, h }: Box, part: number): void {
  const done = Math.max(0, Math.min(1, part));
  for (const [w, color] of [[long, palette().sunk], [long * done, palette().ink3]] as const) {
    if (w < 1) continue;
    pen.fillStyle = color;
    pen.beginPath();
    pen.roundRect(x, y, w, h, 2);
    pen.fill();
  }
}

// retry is a ring that fills until the next try to connect.
function retry(pen: Pen, t: Track, s: Scene, now: number): void {
  const e = lastRetry(t.link.id, s);
  if (!e || !e.until) return;
  const at = between(t, s);
  const p = palette();
  const left = now < e.until ? `next try in ${((e.until - now) / 1e6).toFixed(2)} s` : "trying now";
  const lines = s.frame.turned ? ["no connection", left] : [`no connection; ${left}`];
  lines.forEach((line, i) => said(pen, line, at.x, at.y + (s.frame.turned ? 30 + i * 16 : t.double ? 38 : 32), s));
  if (now >= e.until) return;
  const part = Math.max(0, (now - e.at) / (e.until - e.at || 1));
  const r = 11;
  pen.fillStyle = p.stage;
  pen.beginPath();
  pen.arc(at.x, at.y, r + 5, 0, 2 * Math.PI);
  pen.fill();
  pen.fillStyle = p.ink3;
  pen.beginPath();
  pen.moveTo(at.x, at.y);
  pen.arc(at.x, at.y, r, -Math.PI / 2, -Math.PI / 2 + 2 * Math.PI * part);
  pen.fill();
  pen.strokeStyle = p.ink3;
  pen.lineWidth = 1.5;
  pen.beginPath();
  pen.arc(at.x, at.y, r, 0, 2 * Math.PI);
  pen.stroke();
}

// between the two ways of a link, or on its only one.
function between(t: Track, s: Scene): Point {
  const at = t.path.at((t.flight.from + t.flight.to) / 2);
  const off = t.double ? t.slots.across / 2 + 5 : 0;
  return s.frame.turned ? { x: at.x + off, y: at.y } : { x: at.x, y: at.y + off };
}

function said(pen: Pen, words: string, x: number, y: number, s: Scene): void {
  const high = s.frame.turned ? 12 : size;
  pen.font = font("plain", high);
  const long = width(words, "plain", high);
  const start = Math.max(2, Math.min(x - long / 2, s.frame.width - long - 2));
  pen.lineWidth = 4;
  pen.lineJoin = "round";
  pen.strokeStyle = palette().stage;
  pen.strokeText(words, start, y);
  pen.fillStyle = palette().ink2;
  pen.fillText(words, start, y);
}

const farthest = 400; // events looked back at

function lastRetry(link: string, s: Scene): { at: number; until: number | undefined } | undefined {
  const { history, cursor } = s.store;
  for (let seq = cursor.seq; seq > cursor.seq - farthest; seq--) {
    const e = history.event(seq);
    if (!e) return undefined;
    if (e.link === link && (e.kind === "retried" || e.kind === "disconnected")) return { at: e.at, until: e.until };
  }
  return undefined;
}
