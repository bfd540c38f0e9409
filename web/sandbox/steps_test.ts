import assert from "node:assert/strict";
import { test } from "node:test";
import type { Document } from "../session/palette";
import { Steps } from "./steps";

// drawing is a world whose drawing is its title alone.
function drawing() {
  const done: string[] = [];
  let title = "";
  const world = {
    done,
    look: async (): Promise<Document> => ({ sandbox: 1, title, nodes: [] }),
    act: async (a: { readonly do: string }) => {
      if (a.do === "no") throw new Error("no room");
      done.push((title = a.do));
    },
    between: (from: Document, to: Document) => (from.title === to.title ? [] : [{ do: to.title ?? "" }]),
  };
  return world;
}

test("what was drawn is taken back and done again, by whatever part of the page it was drawn", async () => {
  const world = drawing();
  const steps = new Steps(world);
  await steps.note();
  await steps.take([{ do: "a" }, { do: "b" }]);
  await world.act({ do: "c" }); // by a menu
  await steps.note();
  await steps.note();
  await steps.undo();
  await steps.undo();
  assert.ok(!steps.canUndo && steps.canRedo);
  await steps.redo();
  await steps.redo();
  await steps.redo();
  assert.deepEqual(world.done, ["a", "b", "c", "b", "", "b", "c"]);
});

test("what is refused is no step, and what was done before it is one", async () => {
  const world = drawing();
  const steps = new Steps(world);
  await steps.note();
  await assert.rejects(steps.take([{ do: "no" }]), /no room/);
  assert.ok(!steps.canUndo);
  await assert.rejects(steps.take([{ do: "a" }, { do: "no" }]), /no room/);
  await steps.undo();
  assert.deepEqual(world.done, ["a", ""]);
});

test("another change after an undo is where redo ends", async () => {
  const world = drawing();
  const steps = new Steps(world);
  await steps.note();
  await steps.take([{ do: "a" }]);
  await steps.undo();
  await world.act({ do: "b" });
  await steps.redo();
  assert.ok(!steps.canRedo);
  assert.equal(steps.now?.title, "b");
});
