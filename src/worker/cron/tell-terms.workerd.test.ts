import { operatorScope } from "../../contract/admin/organizations.ts";
import { expect, it } from "vitest";
import { untoldSchedules } from "../../db/sale/revisions.ts";
import { changeSale } from "../../db/sale/sales.ts";
import { books, objectEnv } from "../../../test/support/worker/objects.ts";
import { refusal, sale } from "../../../test/support/worker/one-sale.ts";
import { tellTerms } from "./tell-terms.ts";

const polling = { timeout: 15_000 };

it("[D22] the cron passes terms to an object that has not received them, and none twice", async () => {
  const { scheduleId, hold } = await sale();
  const by = { accountId: null, requestId: null, scope: operatorScope };
  await changeSale(books(), { scheduleId, by, change: { action: "pause" }, now: Date.now() });
  // Each run handles a hundred schedules, and other tests have changed some.
  const isUntold = async () => {
    await tellTerms(objectEnv, books());
    const untold = await untoldSchedules(books(), { limit: 10_000 });
    return untold.some((revised) => revised.scheduleId === scheduleId);
  };
  await expect.poll(isUntold, polling).toBe(false);
  expect(await hold([0])).toEqual(refusal("sale-paused"));
});
