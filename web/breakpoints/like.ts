// likeThis is the breakpoint that the next event of the same sort meets, once:
// of the same kind, for the same reason, at the same socket or program.

import type { Breakpoint } from "../model/breakpoint";
import type { Event } from "../model/types";

export function likeThis(e: Event): Breakpoint {
  return {
    kinds: [e.kind],
    ...(e.reason ? { reason: e.reason } : {}),
    ...(e.socket ? { socket: e.socket } : e.node ? { node: e.node } : {}),
    once: true,
  };
}
