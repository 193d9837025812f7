import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, beforeAll, expect, it } from "vitest";
import { codeOf } from "../support/api.ts";
import { insistAndCheck, openMoneySystem, prepared } from "../support/money/money-system.ts";

let system: Awaited<ReturnType<typeof openMoneySystem>>;

beforeAll(async () => {
  system = await openMoneySystem();
});
afterAll(() => system.close());

// Alone in its file, so that other files run while it waits.
it("[F11] each step is done once when the books are away for a minute", async () => {
  const cases = await prepared(system);
  const replies = await system.server.withoutBooks(async () => {
    const first = await Promise.all(cases.map(({ request }) => system.server.api.ask(...request)));
    await sleep(60_000);
    return first;
  });
  for (const reply of replies) expect(["outcome-unknown", "unavailable"]).toContain(codeOf(reply));
  await insistAndCheck(system, cases);
}, 120_000);
