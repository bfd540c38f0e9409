import assert from "node:assert/strict";
import { test } from "node:test";
import type { Paper, Pen } from "../dom/pen";
import type { Palette } from "../mark/palette";
import { meet, Taken, type Box } from "../mark/taken";
import { axis } from "./axis";
import type { Chart } from "./chart";
import { labels } from "./labels";
import type { Scene } from "./scene";
import { inside, rowsOf, topOf } from "./spells";
import type { Point, Spell } from "./things";

const rem = 16;

// paper records the box of each word that is written on it.
function paper(): { sheet: Paper; written: (Box & { words: string })[] } {
  const written: (Box & { words: string })[] = [];
  const wide = (words: string): number => words.length * 7;
  const fillText = (words: string, x: number, y: number): void => void (words && written.push({ words, x, y: y - 9, w: wide(words), h: 10 }));
  const pen = { fillText, strokeText: () => undefined, measureText: (words: string) => ({ width: wide(words) }) } as unknown as Pen;
  return { sheet: { pen, width: 940, height: 200, rem }, written };
}

const nodes = ["ventilator", "worker 1", "worker 2", "sink"].map((name, row) => ({ name, column: 0, row, status: "running" as const }));

function scene(sheet: Paper): Scene {
  const view = { from: 0, to: 2_000_000, shown: true, watchers: new Set<() => void>() };
  const place = axis({ width: 940, height: 200, left: 100, right: 840, rem }, nodes, view);
  return { sheet, colors: { flow: {} } as Palette, chart: {} as Chart, view, axis: place, at: 2_000_000, seq: 100, sockets: [], chosen: undefined };
}

const point = (at: number, node: string, kind: Point["kind"], label: string, more: Partial<Point> = {}): Point => ({ seq: 1, way: "", at, node, kind, message: at, label, ...more });
const work = (from: number, end: number, node: string, text: string): Spell => ({ seq: 1, way: "", node, row: 0, kind: "work", from, end, until: end, text });

test("no words of the sequence lie over others, whatever is handled while it is named", () => {
  const { sheet, written } = paper();
  const s = scene(sheet);
  const points: Point[] = [];
  const spells: Spell[] = [];
  for (let i = 0; i < 12; i++) {
    const at = i * 160_000;
    points.push(point(at, "ventilator", "send", `task #${i}`), point(at + 40_000, "worker 1", "send", `task #${i}`), point(at + 90_000, "worker 2", "send", `a long name #${i}`));
    spells.push(work(at, at + 150_000, "worker 1", `task #${i}`), work(at + 20_000, at + 170_000, "worker 2", `a long name #${i}`));
  }
  for (const at of [500_000, 560_000]) points.push(point(at, "sink", "failed", "", { reason: "connection-refused", message: undefined }));
  const rows = rowsOf(spells);
  const taken = new Taken();
  labels(s, points, topOf(s, spells, rows), taken);
  for (const spell of spells) inside(s, spell, rows.get(spell.node)!, taken);
  assert.ok(written.length > 20, `${written.length} words`);
  assert.ok(written.some((w) => w.words === "nobody there"));
  for (const [i, a] of written.entries()) for (const b of written.slice(i + 1)) assert.ok(!meet(a, b), `${a.words} and ${b.words}: ${JSON.stringify([a, b])}`);
});

test("a label stands above the box on its lane, where there is room for it", () => {
  const { sheet, written } = paper();
  const s = scene(sheet);
  const spells = [work(0, 900_000, "sink", "")];
  const top = topOf(s, spells, rowsOf(spells));
  labels(s, [point(500_000, "sink", "send", "job #1"), point(1_500_000, "sink", "send", "job #2")], top, new Taken());
  const [over, free] = [written.find((w) => w.words === "#1")!, written.find((w) => w.words === "#2")!];
  assert.ok(over.y < free.y, `${over.y} above ${free.y}`);
  assert.ok(over.y + over.h - 1 < top("sink", 0, 900)!);
});

test("of two marks at one place the chosen one is named", () => {
  for (const [chosen, named] of [[undefined, "A "], [2, "B "]] as const) {
    const { sheet, written } = paper();
    const s = { ...scene(sheet), chosen };
    labels(s, [point(500_000, "sink", "send", "A #4", { message: 1 }), point(500_000, "sink", "send", "B #4", { message: 2 })], topOf(s, [], rowsOf([])), new Taken());
    assert.deepEqual(written.map((w) => w.words), [named, "#4"]);
  }
});
