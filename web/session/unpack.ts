// Unpacking: base64, gzip and lines, a piece at a time.

export function unbase64(text: string): Uint8Array<ArrayBuffer> {
  const binary = atob(text);
  const bytes = new Uint8Array(binary.length);
  for (let i = 0; i < binary.length; i++) bytes[i] = binary.charCodeAt(i);
  return bytes;
}

export function unpacked(packed: ReadableStream<Uint8Array>): ReadableStream<string> {
  const unzip = new DecompressionStream("gzip") as ReadableWritablePair<Uint8Array, Uint8Array>;
  return packed.pipeThrough(unzip).pipeThrough(new TextDecoderStream() as ReadableWritablePair<string, Uint8Array>);
}

// linesOf a packed text, without their ends. One that is cut off throws.
export async function* linesOf(packed: ReadableStream<Uint8Array>): AsyncGenerator<string> {
  const reader = unpacked(packed).getReader();
  let rest = "";
  for (;;) {
    const { done, value } = await reader.read();
    if (done) break;
    const lines = (rest + value).split("\n");
    rest = lines.pop()!;
    yield* lines;
  }
  if (rest) yield rest;
}
