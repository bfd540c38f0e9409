import assert from "node:assert/strict";
import { test } from "node:test";
import { Steps } from "./steps";

const action = (name: string) => ({ do: name });

test("what was drawn is taken back and done again", async () => {
  const done: string[] = [];
  const steps = new Steps(async (a) => void done.push(a.do));
  await steps.take([action("bind"), action("connect")], () => [action("disconnect"), action("unbind")]);
  await steps.undo();
  await steps.redo();
  await steps.redo();
  assert.deepEqual(done, ["bind", "connect", "disconnect", "unbind", "bind", "connect"]);
  assert.ok(steps.canUndo && !steps.canRedo);
});

test("what is refused is no step", async () => {
  const steps = new Steps(async () => {
    throw new Error("no room");
  });
  await assert.rejects(steps.take([action("add")], () => []), /no room/);
  assert.ok(!steps.canUndo);
});
