import { expect, it, vi } from "vitest";
import type { z } from "@hono/zod-openapi";
import {
  RefundJob,
  type RefundJobAct,
  RefundJobLines,
  RefundJobs,
} from "../../../../contract/admin/refunds/refund-jobs.ts";
import { connect } from "../../../../db/connection/connect.ts";
import {
  answer,
  bought,
  call,
  holding,
  openShop,
  person,
  planOf,
  refused,
  testEnv,
} from "../../../../../test/support/worker/shop.ts";
import { Schedule } from "../../../../objects/schedule.ts";
import { runRefundJobs } from "../../../refunds/open-jobs.ts";

const cron = () => runRefundJobs(testEnv, connect(testEnv));

it("[RJ6] a refund of many orders over the API shows its progress and its orders, and exports them as a table", async () => {
  const as = await person("admin");
  const { scheduleId } = await openShop(as, 1, { seatsPerAccount: 9 });
  const fans = await Promise.all([person(), person()]);
  const orders = [
    await bought(fans[0]!, scheduleId, [0, 1]),
    await bought(fans[1]!, scheduleId, [2]),
  ];
  const body = {
    selection: { scheduleId },
    money: { by: "charge", percent: 10, isFeeReturned: true },
    seat: "sale",
    to: "wallet",
    reason: "Typhoon",
  };
  const headers = { "idempotency-key": crypto.randomUUID() };
  const create = () =>
    answer(call("POST /admin/refund-jobs", { as, body, headers }), 201, RefundJob);
  const { id } = await create();
  expect((await create()).id).toBe(id);
  await cron();
  const read = <T extends z.ZodType>(path: string, schema: T) =>
    answer(call(`GET /admin/refund-jobs${path}`, { as }), 200, schema);
  const job = await read(`/${id}`, RefundJob);
  expect(job).toMatchObject({ state: "planned", orders: 2, refund: { amount: 30_000 } });
  expect((await read("", RefundJobs)).items.map((each) => each.id)).toContain(id);
  const act = (name: RefundJobAct["act"], seen: number) =>
    call(`POST /admin/refund-jobs/${id}/acts`, {
      as,
      body: { act: name },
      headers: { "if-match": `"${seen}"` },
    });
  await refused(act("start", job.revision - 1), "changed-meanwhile");
  await answer(act("start", job.revision), 200, RefundJob);
  await cron();
  expect(await read(`/${id}`, RefundJob)).toMatchObject({
    state: "done",
    ordersDone: 2,
    refunded: { amount: 30_000 },
    due: { amount: 0 },
  });
  const { items } = await read(`/${id}/orders?state=done`, RefundJobLines);
  const refunds = Object.fromEntries(items.map((line) => [line.number, line.refund.amount]));
  expect(refunds).toEqual({ [orders[0]!.number]: 20_000, [orders[1]!.number]: 10_000 });
  const table = await (await call(`GET /admin/refund-jobs/${id}/report`, { as })).text();
  expect(table.trim().split("\n")).toHaveLength(3);
  expect(table).toContain(`${orders[1]!.number},`);
});

it("[RJ9] a job that refunds a part of an order leaves the rest sold, also where the schedule missed the sale", async () => {
  const as = await person("admin");
  const plan = planOf(1);
  const [section] = plan.sections;
  const stand = { ...section, id: "B", label: { ko: "B", en: "B" }, zone: "s" };
  const zones = [...plan.zones, { id: "s", name: { ko: "S", en: "S" }, color: 2 }];
  const priced = ["r", "s"].map((id) => ({ id, priceMinor: 10_000, feeMinor: 1_000 }));
  const twoZones = { ...plan, zones, sections: [section, stand] };
  const { scheduleId } = await openShop(as, 1, { zones: priced }, twoZones);
  vi.spyOn(console, "warn").mockImplementation(() => {});
  vi.spyOn(Schedule.prototype, "sell").mockRejectedValueOnce(new Error("lost"));
  await bought(await person(), scheduleId, [0, 10]);
  const body = {
    selection: { scheduleId, zoneIds: ["s"] },
    money: { by: "full" },
    seat: "sale",
    to: "wallet",
    reason: "Typhoon",
  };
  const headers = { "idempotency-key": crypto.randomUUID() };
  const { id } = await answer(
    call("POST /admin/refund-jobs", { as, body, headers }),
    201,
    RefundJob,
  );
  await cron();
  const job = () => answer(call(`GET /admin/refund-jobs/${id}`, { as }), 200, RefundJob);
  const act = {
    as,
    body: { act: "start" },
    headers: { "if-match": `"${(await job()).revision}"` },
  };
  await answer(call(`POST /admin/refund-jobs/${id}/acts`, act), 200, RefundJob);
  await cron();
  expect(await job()).toMatchObject({ state: "done", refunded: { amount: 11_000 } });
  const [free, taken] = await Promise.allSettled([
    holding(await person(), scheduleId, [10]),
    holding(await person(), scheduleId, [0]),
  ]);
  expect([free.status, taken.status]).toEqual(["fulfilled", "rejected"]);
});
