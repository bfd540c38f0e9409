// Join two sockets by as little as it takes: who is bound already is connected
// to; when nobody is, the one that usually binds does. Whether the two types can
// talk is told before.

import type { Action } from "../model/act";
import type { Socket, State } from "../model/types";
import { whyNot, type Palette } from "../session/palette";
import { free, slug } from "./name";

export interface Joint {
  readonly why?: string; // they cannot be joined, and why
  readonly actions: readonly Action[];
}

export function join(s: State, p: Palette, from: Socket, to: Socket): Joint {
  const why = refusal(p, from, to);
  if (why) return { why, actions: [] };
  const [binder, other] = from.bound.length > 0 && to.bound.length === 0 ? [from, to] : to.bound.length > 0 || !binds(p, from) || binds(p, to) ? [to, from] : [from, to];
  const endpoint = binder.bound[0]?.endpoint ?? unbound(s, binder);
  const connect = { do: "connect", socket: other.id, endpoint };
  if (binder.bound.length > 0) return { actions: [connect] };
  return { actions: [{ do: "bind", socket: binder.id, endpoint }, connect] };
}

function refusal(p: Palette, from: Socket, to: Socket): string | undefined {
  if (from.id === to.id) return "A socket cannot connect to itself.";
  return whyNot(p.types, from.type, to.type);
}

// binds: the types that usually stand still, for others to come to.
function binds(p: Palette, k: Socket): boolean {
  const slot = p.kinds.flatMap((kind) => kind.sockets ?? []).find((s) => k.id.endsWith(`.${s.name}`) && s.types.includes(k.type));
  return slot ? slot.side === "bind" : ["REP", "ROUTER", "PUB", "XPUB", "PUSH"].includes(k.type);
}

// unbound is an endpoint named after the socket's node that nobody is bound to.
function unbound(s: State, k: Socket): string {
  const taken = new Set(s.sockets.flatMap((o) => o.bound.map((b) => b.endpoint.replace(/^.*:\/\//, ""))));
  return free(slug(k.node).slice(0, 32) || "place", taken, "-");
}
