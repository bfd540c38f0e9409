import assert from "node:assert/strict";
import { test } from "node:test";
import type { Palette } from "../mark/palette";
import type { Store } from "../session/store";
import { base, history, hostile } from "./example";
import { document } from "./file";
import { sequenceSvg } from "./sequence";
import { SvgPen } from "./svg_pen";
import { faults } from "./well_formed";
import { escaped } from "./xml";

Object.assign(globalThis, { Path2D: class {} }); // a path is its d here

const ink = { fill: "#111", edge: "#222", ink: "#333" };
const colors: Palette = {
  page: "#eee", stage: "#fff", sunk: "#ddd", hair: "#ccc", edge: "#888", ink: "#000", ink2: "#444", ink3: "#666",
  accent: "#50f", drop: "#d50", dropInk: "#b30", dropTint: "#fce",
  flow: { request: ink, reply: ink, publish: ink, task: ink, control: ink }, sans: "Arial, sans-serif", mono: "monospace",
};
const measure = (_: string, text: string): number => text.length * 7;

function pen(): SvgPen {
  return new SvgPen(measure);
}

function whole(content: string): string {
  return document({ width: 100, height: 50 }, "#fff", { title: hostile, about: hostile }, content);
}

test("what is forbidden in XML or means something to it is escaped", () => {
  assert.deepEqual(faults(whole("")), []);
  assert.equal(escaped(`a<b & "c" \u0001\uDC00`), "a&#60;b &#38; &#34;c&#34; \uFFFD\uFFFD");
  assert.equal(escaped("😀"), "😀");
});

test("a pen writes what is drawn with it, where it was moved to", () => {
  const p = pen();
  p.save();
  p.translate(10, 20);
  p.rotate(Math.PI / 2);
  p.fillStyle = "#123456";
  p.fillRect(1, 2, 3, 4);
  p.restore();
  p.strokeStyle = "red";
  p.setLineDash([3, 4]);
  p.beginPath();
  p.moveTo(0, 0);
  p.lineTo(5.5, 6);
  p.stroke();
  assert.deepEqual(p.content.split("\n"), [
    '<rect x="1" y="2" width="3" height="4" fill="#123456" transform="matrix(0 1 -1 0 10 20)"/>',
    '<path d="M0 0L5.5 6" fill="none" stroke="red" stroke-width="1" stroke-dasharray="3 4"/>',
  ]);
});

test("words and their halo are one text, and a clip ends where it was begun", () => {
  const p = pen();
  p.save();
  p.beginPath();
  p.rect(0, 0, 9, 9);
  p.clip();
  p.font = "500 12px Arial, sans-serif";
  p.strokeText("<i>", 1, 2);
  p.fillText("<i>", 1, 2);
  p.restore();
  assert.deepEqual(faults(whole(p.content)), []);
  assert.equal(p.content.match(/<text/g)?.length, 1);
  assert.ok(p.content.includes("&#60;i&#62;</text>\n</g>"), p.content);
});

test("a whole turn is a circle, and rounded corners close", () => {
  const p = pen();
  p.beginPath();
  p.arc(10, 10, 5, 0, 7);
  p.fill();
  p.beginPath();
  p.roundRect(0, 0, 10, 4, 2);
  p.fill();
  assert.ok(p.content.includes('d="M15 10A5 5 0 0 1 5 10A5 5 0 0 1 15 10"'), p.content);
  assert.ok(p.content.includes('d="M2 0h6a2 2 0 0 1 2 2v0a2 2 0 0 1 -2 2h-6a2 2 0 0 1 -2 -2v0a2 2 0 0 1 2 -2Z"'), p.content);
});

test("a sequence with hostile names is well-formed, stands by itself and says what it shows", () => {
  const h = history();
  const store = {
    history: h, state: { ...base, seq: h.head, at: 5_000_000 }, cursor: { seq: h.head, at: 5_000_000, following: false }, selection: undefined,
    room: { pattern: "weather", seed: 7 }, pattern: { title: "Weather <updates>" },
  } as unknown as Store;
  const svg = sequenceSvg(store, measure, colors);
  assert.deepEqual(faults(svg), []);
  assert.ok(!/<script|<style|<image|href|class=|url\((?!#)|on\w+=/.test(svg), "it reaches beyond itself");
  for (const words of ["<title", "<desc", "Weather &#60;updates&#62;: sequence diagram", "seed 7", "HWM", ">end<"]) assert.ok(svg.includes(words), words);
});
