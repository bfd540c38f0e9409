// A node: a box with its name, its facts and the line it stands on; its sockets
// are pills astride its edge.

import { titleOf } from "../mark/naming";
import type { Node } from "../model/types";
import { h, type Shape } from "./shape";
import { num } from "./path";
import { nameSize, portWidth, type Place, type Port } from "./places";
import type { Scene } from "./scene";
import { clip, width } from "./text";

export function drawNode(p: Place, s: Scene): Shape {
  const { x, y, w, h: high } = p.box;
  return h("g", { key: p.node.name, class: `at-${p.node.status}` },
    h("rect", { class: outline(p.node), x: num(x), y: num(y), width: num(w), height: num(high), rx: s.frame.turned ? 8 : 10 }),
    p.node.status === "crashed" && h("path", { class: "tear", d: `M${num(x + w - 16)} ${num(y - 1)}l5 8l4 -3l8 9` }),
    p.node.status === "frozen" && (s.frame.turned || p.detail === 1) && bars(x + w - 17, y + 9),
    s.frame.turned ? turnedWords(p, s) : words(p, s),
    p.ports.map((port) => drawPort(port, p, s)),
  );
}

function outline(n: Node): string {
  if (n.status === "idle" || n.status === "stopped" || n.status === "left") return "node ghost";
  return n.outside ? "node out" : "node";
}

// bars say that a program is frozen.
function bars(x: number, y: number): Shape {
  return h("path", { class: "bars", d: `M${num(x)} ${num(y)}v11m6 0v-11` });
}

// facts are what is known of a node, in one line: what it is now, and what it does.
function facts(n: Node): string {
  switch (n.status) {
    case "idle":
      return "not started yet";
    case "stopped":
      return "its program has returned";
    case "crashed":
      return "crashed";
    case "left":
      return "gone";
    case "frozen":
      return "frozen";
    case "running":
      return [slow(n), n.text, busy(n), n.role].filter(Boolean).join(" · ");
  }
}

function slow(n: Node): string {
  return n.slow ? `${n.slow} times slower` : "";
}

// busy tells of the threads that wait beside the program itself.
function busy(n: Node): string {
  const requests = (n.threads ?? []).filter((t) => t.call.call === "request").length;
  return requests === 0 ? "" : requests === 1 ? "1 request under way" : `${requests} requests under way`;
}

const namesUp = { 1: 5, 2: -7, 3: 0 } as const;

function words(p: Place, s: Scene): Shape[] {
  const { x, w } = p.box;
  const middle = (p.c0 + p.c1) / 2;
  const [left, right] = pads(p);
  const room = w - left - right;
  const top = p.detail === 3 ? p.c0 + 27 : p.below ? p.c0 + (p.detail === 2 ? 19 : 16) : middle + namesUp[p.detail];
  const shapes = [name(p.node, x + left, top, room, nameSize(p.detail))];
  const blocked = p.node.call?.blocked; // said in the place of the facts
  const below = top + (p.below ? 16 : 19);
  if (p.detail > 1 && !blocked) shapes.push(...(p.node.status === "frozen" ? [bars(x + left + 1, below - 10.5), fact(p.node, x + left + 14, below, room - 14, 13.5)] : [fact(p.node, x + left, below, room, 13.5)]));
  if (p.detail === 3) shapes.push(...code(p, s, x + 10, p.c1 - 38, w - 20));
  return shapes;
}

// pads are the margins at which words keep clear of the sockets at their height.
export function pads(p: Place): [number, number] {
  const clear = (side: Port["side"]) => {
    const all = p.ports.filter((q) => q.side === side);
    return p.detail === 3 || p.below || all.length === 0 ? 16 : Math.max(...all.map((q) => portWidth(q.socket) / 2)) + 12;
  };
  return [clear("before"), clear("after")];
}

function turnedWords(p: Place, s: Scene): Shape[] {
  const { x, w } = p.box;
  const wide = hasCode(p);
  const room = turnedRoom(p);
  const at = wide ? x + 14 : x + w / 2;
  const anchor = wide ? "start" : "middle";
  return [
    name(p.node, at, turnedName(p), room, wide ? 15 : 13, anchor),
    ...(p.node.call?.blocked ? [] : [fact(p.node, at, turnedFacts(p), room, wide ? 12.5 : 11.5, anchor)]),
    ...(wide ? code(p, s, x + w / 2 + 6, turnedCode(p), w / 2 - 18) : []),
  ];
}

// hasCode: on a stage that goes downwards, the line of code has room beside the words.
export function hasCode(p: Place): boolean {
  return p.box.w > 240;
}

// turnedRoom is how wide name and facts may be.
export function turnedRoom(p: Place): number {
  return hasCode(p) ? p.box.w / 2 - 14 : p.box.w - 10;
}

// turnedName is the baseline of the name, clear of the sockets.
function turnedName({ box: { y, h: high }, ports }: Place): number {
  const before = ports.some((q) => q.side === "before");
  const after = ports.some((q) => q.side === "after");
  return y + (before && after ? high / 2 - 4 : before ? high - 30 : 22);
}

// turnedFacts is that of the facts below it.
export function turnedFacts(p: Place): number {
  return turnedName(p) + (hasCode(p) ? 19 : 16);
}

// turnedCode is the top of the line of code beside the words, clear of the sockets.
export function turnedCode(p: Place): number {
  const shift = { before: 5, after: -6 };
  return p.box.y + p.box.h / 2 - 13 + p.ports.reduce((sum, q) => sum + shift[q.side], 0) / Math.max(1, p.ports.length);
}

function name(n: Node, x: number, y: number, room: number, size: number, anchor = "start"): Shape {
  return h("text", { class: n.status === "crashed" ? "b struck" : "b", x: num(x), y: num(y), "font-size": size, "text-anchor": anchor }, clip(titleOf(n), room, "bold", size));
}

function fact(n: Node, x: number, y: number, room: number, size: number, anchor = "start"): Shape {
  const tone = n.status === "crashed" ? "b dropink" : n.status === "running" ? "i2" : "i3";
  return h("text", { class: tone, x: num(x), y: num(y), "font-size": size, "text-anchor": anchor }, clip(facts(n), room, "plain", size));
}

// code is the line on which the program stands: lit when the event is about this node.
function code(p: Place, s: Scene, x: number, y: number, w: number): Shape[] {
  const line = p.node.line;
  if (!line || (p.node.status !== "running" && p.node.status !== "frozen")) return [];
  const lit = p.node.name === s.here && p.node.status === "running";
  const number = String(line);
  const indent = 11 + width(number, "mono", 12.5) + 9;
  return [
    h("rect", { class: lit ? "lit" : "code-line", x: num(x), y: num(y), width: num(w), height: 26, rx: 5 }),
    ...(lit ? [h("rect", { class: "accf", x: num(x), y: num(y), width: 3, height: 26, rx: 1.5 })] : []),
    h("text", { class: "mono i3", x: num(x + 11), y: num(y + 17.5), "font-size": 12.5 }, number),
    h("text", { class: lit ? "mono" : "mono i2", x: num(x + indent), y: num(y + 17.5), "font-size": 12.5 },
      clip(essence(s.store.code(p.node)), w - indent - 6, "mono", 12.5)),
  ];
}

// essence of a line is its call: what is done with the answer is in the code beside the stage.
function essence(code: string): string {
  const bare = code.replace(/^(if|for|switch) /, "").replace(/\s*\{$/, "").replace(/;\s*err != nil$/, "");
  return bare.replace(/^[\w\s,.]+:?= (?=.*\()/, "");
}

const foot = "M0 -5V1M-5 1H5M-2.5 4.5H2.5";
const arrow = "M-4.5 0H4.5M1 -3.5L4.5 0L1 3.5";

function drawPort(p: Port, place: Place, s: Scene): Shape {
  const { x, y, w, h: high } = p.box;
  const binds = p.socket.bound.length > 0;
  const connects = s.state.links.some((l) => l.from === p.socket.id);
  const outer = p.side === "before" ? -1 : 1;
  const middle = y + high / 2;
  const marked = binds || connects;
  const inner = s.frame.turned ? (binds ? -1 : 1) : -outer;
  const k = w / portWidth(p.socket); // smaller where nodes stand close
  const type = inner < 0 ? { x: x + 9 * k, anchor: "start" } : { x: x + w - 9 * k, anchor: "end" };
  const mark = inner < 0 ? x + w - 14 * k : x + 14 * k;
  const turn = s.frame.turned ? (outer < 0 ? -90 : 90) : outer < 0 ? 180 : 0;
  return h("g", { key: p.socket.id, class: place.node.outside ? "outside" : "" },
    h("rect", { class: p.socket.id === s.spot.socket ? "port here" : "port", x: num(x), y: num(y), width: num(w), height: high, rx: 6 }),
    h("text", { class: "b", x: num(marked ? type.x : x + w / 2), y: num(middle + 4.8 * k), "font-size": num(13.5 * k), "text-anchor": marked ? type.anchor : "middle" }, p.socket.type),
    binds && h("path", { class: "mk", d: foot, transform: `translate(${num(mark)} ${num(middle)}) scale(${k.toFixed(2)})` }),
    !binds && connects && h("path", { class: "mk", d: arrow, transform: `translate(${num(mark)} ${num(middle)}) rotate(${turn}) scale(${k.toFixed(2)})` }),
  );
}
