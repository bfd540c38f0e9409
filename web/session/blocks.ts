// Blocks are the parcels of a recording that lies in its page, taken apart by
// the server that made the page. Many are packed together; a block is unpacked
// when one of its parcels is looked at, and the last few stay so.
//
//	1 H4sIAAAA...
//	201 H4sIAAAA...

import type { Parcel } from "./parcel";
import { unbase64, unpacked } from "./unpack";

const most = 4; // that stay unpacked

export class Blocks {
  private readonly lines: readonly { readonly first: number; readonly packed: string }[];
  private readonly open = new Map<number, Promise<readonly Parcel[]>>(); // by the number of the first parcel

  constructor(text: string) {
    this.lines = text.split("\n").filter((l) => l !== "").map((l) => {
      const gap = l.indexOf(" ");
      return { first: Number(l.slice(0, gap)), packed: l.slice(gap + 1) };
    });
  }

  // parcel is one of them; where it is none, it fails with that sentence.
  async parcel(id: number, missing: string): Promise<Parcel> {
    const line = this.lines.filter((l) => l.first <= id).at(-1);
    const found = line && (await this.unpack(line.first, line.packed)).find((p) => p.parcel === id);
    if (!found) throw new Error(missing);
    return found;
  }

  private unpack(first: number, packed: string): Promise<readonly Parcel[]> {
    const block = this.open.get(first) ?? read(packed);
    for (const old of this.open.keys()) if (this.open.size >= most && old !== first) this.open.delete(old);
    this.open.set(first, block);
    return block;
  }
}

async function read(packed: string): Promise<readonly Parcel[]> {
  let text = "";
  const pieces = unpacked(new Blob([unbase64(packed)]).stream()).getReader();
  for (let piece = await pieces.read(); !piece.done; piece = await pieces.read()) text += piece.value;
  return JSON.parse(text) as Parcel[];
}
