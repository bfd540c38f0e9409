// The bytes of a frame, as ZMTP 3 writes it (RFC 23): a flags byte, the length
// in one byte or eight, and the body.

import type { Frame } from "../model/types";

// header is flags and length: "01 00", "02 00 00 00 00 00 00 01 2c".
export function header(f: Frame, more: boolean): string {
  const long = f.size > 255;
  const flags = (more ? 1 : 0) | (long ? 2 : 0);
  const length = f.size.toString(16).padStart(long ? 16 : 2, "0");
  return [flags.toString(16).padStart(2, "0"), ...pairs(length)].join(" ");
}

// hex of what is known of the body, and how many bytes are not shown.
export function hex(f: Frame): { readonly bytes: string; readonly rest: number } {
  const preview = f.preview ?? "";
  const all = f.hex ? pairs(preview.replaceAll(" ", "")) : [...new TextEncoder().encode(preview)].map((b) => b.toString(16).padStart(2, "0"));
  return { bytes: all.join(" "), rest: f.size - all.length };
}

function pairs(digits: string): string[] {
  return digits.match(/../g) ?? [];
}
