import assert from "node:assert/strict";
import { test } from "node:test";
import { curl } from "./curl";

for (const [endpoint, address, ask, want] of [
  ["http://api", "http://127.0.0.1:4321", undefined, "curl http://127.0.0.1:4321/"],
  ["http://api", "http://127.0.0.1:4321", "-N /events", "curl -N http://127.0.0.1:4321/events"],
  ["http://api", "http://127.0.0.1:4321", "-H 'Prefer: respond-async' -d x /jobs", "curl -H 'Prefer: respond-async' -d x http://127.0.0.1:4321/jobs"],
  ["http://daemon", "unix:/tmp/p-1/http-daemon", "/containers", "curl --unix-socket /tmp/p-1/http-daemon http://daemon/containers"],
  ["http://daemon", "unix:/tmp/it's here/d", "-N /", "curl -N --unix-socket '/tmp/it'\\''s here/d' http://daemon/"],
] as const) {
  test(want, () => assert.equal(curl(endpoint, address, ask), want));
}
