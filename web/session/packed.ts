// A sandbox in a link: the document, deflated (RFC 1951), in base64url (RFC 4648)
// behind /sandbox#d=. Who opens it has the same topology, in a room of their own.

import { unbase64 } from "./unpack";

export const largest = 64 << 10; // bytes of a document, as the server has it
export const longest = 8000; // characters of a link that all browsers and most messengers carry

export async function pack(document: unknown): Promise<string> {
  const bytes = await through(new TextEncoder().encode(JSON.stringify(document)), new CompressionStream("deflate-raw"), Infinity);
  return btoa(String.fromCharCode(...bytes)).replaceAll("+", "-").replaceAll("/", "_").replace(/=+$/, "");
}

// unpack fails with one sentence when the text is no document, or a larger one than limit.
export async function unpack(text: string, limit: number): Promise<unknown> {
  try {
    const bytes = unbase64(text.replaceAll("-", "+").replaceAll("_", "/"));
    return JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(await through(bytes, new DecompressionStream("deflate-raw"), limit)));
  } catch (error) {
    throw error instanceof Unreadable ? error : new Unreadable("This link holds no sandbox: it was cut short, or is of something else.");
  }
}

// Unreadable says what is wrong with a link.
export class Unreadable extends Error {}

async function through(bytes: Uint8Array<ArrayBuffer>, stream: CompressionStream | DecompressionStream, limit: number): Promise<Uint8Array> {
  const out: Uint8Array[] = [];
  let size = 0;
  const reader = new Blob([bytes]).stream().pipeThrough(stream).getReader();
  for (let r = await reader.read(); !r.done; r = await reader.read()) {
    size += r.value.length;
    if (size > limit) {
      await reader.cancel();
      throw new Unreadable(`This link holds more than the ${limit} bytes that a sandbox may have.`);
    }
    out.push(r.value);
  }
  const all = new Uint8Array(size);
  let at = 0;
  for (const part of out) {
    all.set(part, at);
    at += part.length;
  }
  return all;
}
