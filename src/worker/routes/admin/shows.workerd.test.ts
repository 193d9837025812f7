import { beforeAll, expect, it } from "vitest";
import { CancellationStory, CancelledShows } from "../../../contract/admin/shows.ts";
import { ShowCancellation } from "../../../contract/money/refunds.ts";
import {
  answer,
  bought,
  call,
  openShop,
  person,
  refused,
} from "../../../../test/support/worker/shop.ts";
import type { Person } from "../../../../test/support/worker/shop.ts";

let admin: Person;
beforeAll(async () => {
  admin = await person("admin");
});

it("[AD21] a canceled show displays the progress of its refunds, and an admin can resume them", async () => {
  const { scheduleId } = await openShop(admin, 1);
  for (const seat of [0, 1, 2]) await bought(await person(), scheduleId, [seat]);
  const path = `/admin/schedules/${scheduleId}/cancellation`;
  const story = (query = "") =>
    answer(call(`GET ${path}${query}`, { as: admin }), 200, CancellationStory);
  expect(await story("?compensationPercent=20")).toMatchObject({
    state: "planned",
    orders: 3,
    refund: { amount: 33_000 },
    compensation: { amount: 6_000 },
    compensationPercent: 20,
    reason: null,
    startedAt: null,
  });
  await refused(call(`POST ${path}/continuation`, { as: admin, body: {} }), "conflict");
  const body = { reason: "태풍", isDryRun: false, compensationPercent: 10 };
  await answer(call(`POST ${path}`, { as: admin, body }), 200, ShowCancellation);
  // A run of the cron may already have begun.
  const begun = await story("?compensationPercent=50");
  expect(begun).toMatchObject({ compensationPercent: 10, reason: "태풍" });
  expect([begun.state === "planned", begun.orders + begun.ordersDone]).toEqual([false, 3]);
  const shows = async () =>
    (await answer(call("GET /admin/cancellations", { as: admin }), 200, CancelledShows)).items;
  expect((await shows()).map((show) => show.scheduleId)).toContain(scheduleId);
  const goOn = call(`POST ${path}/continuation`, { as: admin, body: {} });
  const done = await answer(goOn, 200, CancellationStory);
  expect(done).toMatchObject({ state: "done", orders: 0, ordersDone: 3 });
  expect(done.doneAt).not.toBeNull();
  const ended = (await shows()).find((show) => show.scheduleId === scheduleId);
  expect(ended).toMatchObject({ ordersLeft: 0, reason: "태풍" });
  const nowhere = `GET /admin/schedules/${crypto.randomUUID()}/cancellation`;
  await refused(call(nowhere, { as: admin }), "not-found");
});
