// What leads from one drawing to another: the actions that make a document of a
// world into another one. So any change is taken back, whoever made it and how.

import type { Action } from "../model/act";
import type { Document, DocumentNode, DocumentSocket, Palette, Value } from "../session/palette";

type Values = Readonly<Record<string, Value>>;

export function between(p: Palette, from: Document, to: Document): readonly Action[] {
  const gone = from.nodes.filter((n) => !stays(to, n));
  const came = to.nodes.filter((n) => !stays(from, n));
  const renamed = gone.flatMap((g) => came.filter((c) => sameBut(g, c)).slice(0, 1).map((c) => [g, c] as const));
  const both = from.nodes.flatMap((a) => to.nodes.filter((b) => a.name === b.name && stays(to, a)).map((b) => [a, b] as const));
  return [
    ...((from.title ?? "") === (to.title ?? "") ? [] : [{ do: "rename", name: to.title ?? "" }]),
    ...inOrder(both.flatMap(([a, b]) => off(a, b))),
    ...gone.filter((g) => !renamed.some(([r]) => r === g)).map((n) => ({ do: "remove", node: n.name })),
    ...renamed.map(([g, c]) => ({ do: "rename", node: g.name, name: c.name })),
    ...moves(both),
    ...came.filter((c) => !renamed.some(([, r]) => r === c)).map((spec) => ({ do: "add", spec })),
    ...inOrder(both.flatMap(([a, b]) => on(p, a, b))),
  ];
}

const order = ["disconnect", "unbind", "unsubscribe", "close", "open", "set", "subscribe", "bind", "connect"];

// inOrder: who is bound is there before others come, and until they have gone; options stand before the connections for which they count.
function inOrder(actions: readonly Action[]): readonly Action[] {
  return [...actions].sort((a, b) => order.indexOf(a.do) - order.indexOf(b.do));
}

// stays: a node of this name and kind is there too.
function stays(d: Document, n: DocumentNode): boolean {
  return d.nodes.some((o) => o.name === n.name && o.kind === n.kind);
}

// moves bring each to its place. Whom one meets there changes places with it.
function moves(both: readonly (readonly [DocumentNode, DocumentNode])[]): readonly Action[] {
  const at = new Map(both.map(([a]) => [a.name, placeOf(a)]));
  return both.flatMap(([a, b]) => {
    const was = at.get(a.name)!;
    if (was === placeOf(b)) return [];
    for (const [name, place] of at) if (place === placeOf(b)) at.set(name, was);
    at.set(a.name, placeOf(b));
    return [{ do: "move", node: b.name, column: b.column, row: b.row }];
  });
}

function placeOf(n: DocumentNode): string {
  return `${n.column} ${n.row}`;
}

function sameBut(a: DocumentNode, b: DocumentNode): boolean {
  return JSON.stringify({ ...a, name: "" }) === JSON.stringify({ ...b, name: "" });
}

const none: DocumentSocket = { name: "", type: "" };

// off is what has to go from a node first.
function off(a: DocumentNode, b: DocumentNode): readonly Action[] {
  return (a.sockets ?? []).flatMap((was): readonly Action[] => {
    const socket = `${a.name}.${was.name}`;
    const is = twin(was, b);
    if (!is) return [{ do: "close", socket }];
    return [
      ...less(was.connect, is.connect).map((endpoint) => ({ do: "disconnect", socket, endpoint })),
      ...less(was.bind, is.bind).map((endpoint) => ({ do: "unbind", socket, endpoint })),
      ...less(was.subscribe, is.subscribe).map((value) => ({ do: "unsubscribe", socket, value })),
    ];
  });
}

// on is what then is added to it.
function on(p: Palette, a: DocumentNode, b: DocumentNode): readonly Action[] {
  const settings = p.kinds.find((k) => k.kind === b.kind)?.settings ?? [];
  return [
    ...changed(settings, a.settings, b.settings).map(([name, value]) => ({ do: "set", node: b.name, name, value })),
    ...(b.sockets ?? []).flatMap((is): readonly Action[] => {
      const socket = `${b.name}.${is.name}`;
      const was = twin(is, a);
      const options = p.types.find((t) => t.type === is.type)?.options ?? [];
      return [
        ...(was ? [] : [{ do: "open", node: b.name, type: is.type, name: is.name }]),
        ...changed(options, was?.options, is.options).map(([name, value]) => ({ do: "set", socket, name, value })),
        ...less(is.subscribe, (was ?? none).subscribe).map((value) => ({ do: "subscribe", socket, value })),
        ...less(is.bind, (was ?? none).bind).map((endpoint) => ({ do: "bind", socket, endpoint })),
        ...less(is.connect, (was ?? none).connect).map((endpoint) => ({ do: "connect", socket, endpoint })),
      ];
    }),
  ];
}

function twin(k: DocumentSocket, n: DocumentNode): DocumentSocket | undefined {
  return n.sockets?.find((o) => o.name === k.name && o.type === k.type);
}

// less is what one list has more of than another.
function less(list: readonly string[] = [], than: readonly string[] = []): readonly string[] {
  const left = [...than];
  return list.filter((x) => {
    const i = left.indexOf(x);
    if (i >= 0) left.splice(i, 1);
    return i < 0;
  });
}

// changed are the values that differ, as they are to be; what is not given any more has its default.
function changed(fields: readonly { readonly name: string; readonly default?: string }[], was: Values = {}, is: Values = {}): readonly (readonly [string, string])[] {
  const names = [...new Set([...Object.keys(was), ...Object.keys(is)])].filter((name) => was[name] !== is[name]);
  return names.map((name) => [name, plain(is[name] ?? fields.find((f) => f.name === name)?.default ?? "")] as const);
}

function plain(v: Value): string {
  return typeof v === "boolean" ? (v ? "1" : "0") : String(v);
}
