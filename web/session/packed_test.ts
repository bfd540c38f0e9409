import assert from "node:assert/strict";
import { test } from "node:test";
import { pack, unpack } from "./packed";

const document = { sandbox: 1, nodes: [{ name: "sink ä", kind: "sink" }, { kind: "producer", settings: { text: "one|two".repeat(50) } }] };

test("a document packed and unpacked is the same, in the letters of a link", async () => {
  const text = await pack(document);
  assert.ok(/^[A-Za-z0-9_-]+$/.test(text), text);
  assert.ok(text.length < 220, `${text.length} characters`);
  assert.deepEqual(await unpack(text, 64 << 10), document);
});

test("what is no document gets one sentence", async () => {
  for (const text of ["", "AAAA", "%%%", (await pack(document)).slice(0, 40), "äöü"]) {
    await assert.rejects(unpack(text, 64 << 10), /^Error: This link holds no sandbox: it was cut short, or is of something else\.$/);
  }
});

test("a small link may not unpack to a large document", async () => {
  const bomb = await pack({ text: "x".repeat(1 << 20) });
  assert.ok(bomb.length < 4000, `${bomb.length} characters`);
  await assert.rejects(unpack(bomb, 64 << 10), /^Error: This link holds more than the 65536 bytes that a sandbox may have\.$/);
});
