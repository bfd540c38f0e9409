import assert from "node:assert/strict";
import { test } from "node:test";
import type { Pen } from "../dom/pen";
import { meet, Taken, type Box } from "../mark/taken";
import type { Flight, State } from "../model/types";
import { chain, laid, link, panes, socket, state } from "./example";
import { fly } from "./flights";
import { drawLabels } from "./labels";
import { standing } from "./line_words";
import type { Scene } from "./scene";
import { width } from "./text";

Object.assign(globalThis, { getComputedStyle: () => ({ getPropertyValue: () => "" }) });
Object.assign(document, { documentElement: {} });

// written are the boxes of the words that the labels of all flights put onto the stage, half of the way behind them.
function written(s: State, [w, h, rem]: readonly [number, number, number]): { boxes: Box[]; s: Scene } {
  const { f, tracks, all } = laid(s, w, h, rem);
  const scene = { frame: f, tracks, places: all, state: s, legs: [] } as unknown as Scene;
  const boxes: Box[] = [];
  const fillText = (text: string, x: number, y: number): void => void boxes.push({ x, y: y - 11, w: width(text, "plain", 14), h: 14 });
  const pen = { fillText, strokeText: () => undefined, fillRect: () => undefined } as unknown as Pen;
  const taken = new Taken(standing(scene));
  for (const t of tracks) drawLabels(pen, fly(t, 500, false), t, scene, taken);
  return { boxes, s: scene };
}

// under way is a message on each lane of each link.
function underWay(s: State, label: string): State {
  const lane = (message: number): Flight[] => [{ parcel: message, what: "message", message, t0: 0, t1: 1000, bytes: 1 }];
  const links = s.links.map((l, i) => ({ ...l, lanes: [lane(2 * i + 1), lane(2 * i + 2)] as const }));
  const messages = links.flatMap((l, i) => [2 * i + 1, 2 * i + 2].map((id) => ({ id, from: l.from, flow: "request" as const, label, number: id, frames: [] })));
  return { ...s, links, messages };
}

const pool = state([["a"], ["b"]], [socket("a.http", "HTTP"), socket("b.http", "HTTP")], Array.from({ length: 4 }, (_, i) => link(`L${i}`, "a.http", "b.http")));

for (const [name, s] of [["four connections", pool], ["six pairs", chain(2, 6, "DEALER", "ROUTER")], ["three clients", chain(2, 3, "PUSH", "PULL")]] as const) {
  test(`${name}: labels hide neither each other nor the words at the queues, and lie on the paper`, () => {
    for (const pane of [...panes, [195, 336, 16], [560, 210, 16]] as const) {
      for (const label of ["a", "POST /hello"]) {
        const { boxes, s: scene } = written(underWay(s, label), pane);
        assert.ok(boxes.length > 0, `${pane}: none is written`);
        for (const b of boxes) assert.ok(b.x >= 0 && b.x + b.w <= scene.frame.width, `${pane}: ${JSON.stringify(b)}`);
        for (const [i, b] of boxes.entries()) {
          for (const o of [...boxes.slice(i + 1), ...standing(scene)]) assert.ok(!meet(b, o), `${pane} ${label}: ${JSON.stringify([b, o])}`);
        }
      }
    }
  });
}

test("on a phone the sockets of a row do not touch", () => {
  for (const rows of [2, 3, 4]) {
    const { all } = laid(chain(2, rows, "DEALER", "ROUTER"), 195, 336, 16);
    const ports = all.filter((p) => p.column === 0).flatMap((p) => p.ports);
    for (const [i, p] of ports.entries()) for (const q of ports.slice(i + 1)) assert.ok(!meet(p.box, q.box), `${rows} rows`);
  }
});

test("where there is no room for a name beside its socket, the socket stands below it", () => {
  const named = (long: string) => state([[long], ["b"]], [socket(`${long}.out`, "DEALER"), socket("b.in", "ROUTER")], [link("L1", `${long}.out`, "b.in")]);
  const places = (s: State) => laid({ ...s, nodes: [...s.nodes, ...[1, 2, 3].map((row) => ({ name: `n${row}`, column: 0, row, status: "running" as const }))] }, 760, 300, 16).all;
  const [short, long] = [places(named("a")), places(named("a name that is long"))];
  assert.deepEqual([short[0]!.below, long[0]!.below], [false, true]);
  const port = long[0]!.ports[0]!;
  assert.ok(port.box.y > long[0]!.c0 + 22 && port.box.y + port.box.h <= long[0]!.c1 + 12, JSON.stringify([port.box, long[0]!.c0, long[0]!.c1]));
});
