// Variants of a kind are the socket types it can be placed with: the usual ones
// first. A node whose sockets come in pairs takes the types that stand across from each other.

import type { Kind } from "../session/palette";

export type Variant = readonly string[]; // the types of its sockets, in the order of the kind's

export function variants(k: Kind): readonly Variant[] {
  const [first, ...rest] = k.sockets ?? [];
  if (!first) return [[]];
  const needed = rest.filter((s) => !s.optional);
  const [usual, ...others] = first.types.map((type, i) => [type, ...needed.map((s) => s.types[i] ?? s.types[0]!)]);
  const fuller = rest.filter((s) => s.optional).map((s) => [...usual!, s.types[0]!]);
  return [usual!, ...fuller, ...others];
}
