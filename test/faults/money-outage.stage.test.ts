import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, beforeAll, expect, it } from "vitest";
import { codeOf } from "../support/api.ts";
import { insistAndCheck, openScene, prepared } from "../support/money/money-scene.ts";

let scene: Awaited<ReturnType<typeof openScene>>;

beforeAll(async () => {
  scene = await openScene();
});
afterAll(() => scene.close());

// Alone in its file, so that others go on while it waits.
it("[F11] each step is done once when the books are away for a minute", async () => {
  const cases = await prepared(scene);
  const replies = await scene.stage.withoutBooks(async () => {
    const first = await Promise.all(cases.map(({ wish }) => scene.stage.api.ask(...wish)));
    await sleep(60_000);
    return first;
  });
  for (const reply of replies) expect(["outcome-unknown", "unavailable"]).toContain(codeOf(reply));
  await insistAndCheck(scene, cases);
}, 120_000);
