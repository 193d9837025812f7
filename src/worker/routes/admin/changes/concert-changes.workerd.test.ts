import { beforeAll, expect, it } from "vitest";
import { Acts } from "../../../../contract/admin/activity.ts";
import { AdminConcert, AdminDate } from "../../../../contract/admin/changes/concert-changes.ts";
import { Concert, Schedule } from "../../../../contract/catalog/concerts.ts";
import { Hold } from "../../../../contract/sale/holds.ts";
import { Order } from "../../../../contract/money/orders.ts";
import { evict } from "../../../../../test/support/worker/objects.ts";
import {
  answer,
  bought,
  call,
  fund,
  holding,
  openShop,
  pay,
  person,
  type Person,
  refused,
} from "../../../../../test/support/worker/shop.ts";

let admin: Person;

beforeAll(async () => {
  admin = await person("admin");
});

const concertAt = (concertId: string) =>
  answer(call(`GET /admin/concerts/${concertId}`, { as: admin }), 200, AdminConcert);
const change = (path: string, revision: number, body: object) =>
  call(`PATCH /admin/${path}`, { as: admin, body, headers: { "if-match": `"${revision}"` } });

it("[CH1] staff see a concert with all its texts and dates, and whom a change would concern", async () => {
  const { concertId, scheduleId } = await openShop(admin);
  await bought(await person(), scheduleId, [0, 1]);
  await holding(await person(), scheduleId, [2]);
  const concert = await concertAt(concertId);
  expect(concert).toMatchObject({
    id: concertId,
    revision: 1,
    notice: null,
    state: "published",
    publishAt: null,
  });
  expect(concert.dates).toHaveLength(1);
  expect(concert.dates[0]).toMatchObject({ id: scheduleId, sale: "open", sold: 2, holders: 1 });
  expect(concert.dates[0]).toMatchObject({ held: 1, waiting: 0, waitlisted: 0, seatCount: 20 });
});

it("[CH2] fans see a change of a concert's texts at once, and what it leaves out stays", async () => {
  const { concertId, slug } = await openShop(admin);
  const before = await answer(call(`GET /concerts/${slug}`), 200, Concert);
  const notice = { ko: "주차 없음", en: "No parking" };
  const changed = await change(`concerts/${concertId}`, 1, { notice, ageLimit: 12 });
  expect(changed.headers.get("etag")).toBe('"2"');
  await answer(changed, 200, AdminConcert);
  const after = await answer(call(`GET /concerts/${slug}`), 200, Concert);
  expect(after).toEqual({ ...before, notice, ageLimit: 12 });
  await answer(change(`concerts/${concertId}`, 2, { notice: null }), 200, AdminConcert);
  expect(await answer(call(`GET /concerts/${slug}`), 200, Concert)).toMatchObject({
    notice: null,
    ageLimit: 12,
  });
  const acts = call(`GET /admin/acts?subject=${concertId}`, { as: admin });
  expect((await answer(acts, 200, Acts)).items[0]).toMatchObject({
    action: "concert.change",
    changes: [{ field: "notice", before: notice, after: null }],
  });
});

it("[CH3] a save of a concert or a date that was changed meanwhile is refused with those changes", async () => {
  const { concertId, scheduleId } = await openShop(admin);
  await answer(change(`concerts/${concertId}`, 1, { ageLimit: 15 }), 200, AdminConcert);
  const late = await refused(
    change(`concerts/${concertId}`, 1, { ageLimit: 7 }),
    "changed-meanwhile",
  );
  expect(late.errors).toEqual([{ pointer: "/age_limit", detail: "15 (Haneul)" }]);
  const prices = [{ id: "r", priceMinor: 12_000, feeMinor: 500 }];
  await answer(change(`schedules/${scheduleId}`, 1, { prices }), 200, AdminDate);
  const dear = { prices: [{ id: "r", priceMinor: 90_000, feeMinor: 0 }] };
  const stale = await refused(change(`schedules/${scheduleId}`, 1, dear), "changed-meanwhile");
  expect(stale.errors?.[0]).toMatchObject({ pointer: "/prices" });
  expect(stale.errors?.[0]?.detail).toContain("12000");
  const bare = call(`PATCH /admin/schedules/${scheduleId}`, { as: admin, body: dear });
  await refused(bare, "if-match-missing");
  const { dates } = await concertAt(concertId);
  expect(dates[0]?.zones[0]?.price.amount).toBe(12_000);
});

it("[CH4] a new price is for seats that are neither sold nor held: a hold keeps its price, and so does an order", async () => {
  const { scheduleId } = await openShop(admin);
  const early = await person();
  const order = await bought(early, scheduleId, [0]);
  const fan = await person();
  const hold = await holding(fan, scheduleId, [1]);
  expect(hold.total.amount).toBe(11_000);
  const prices = [{ id: "r", priceMinor: 20_000, feeMinor: 2_000 }];
  const date = await answer(change(`schedules/${scheduleId}`, 1, { prices }), 200, AdminDate);
  expect(date.zones[0]).toMatchObject({ price: { amount: 20_000 }, fee: { amount: 2_000 } });
  expect((await holding(await person(), scheduleId, [2])).total.amount).toBe(22_000);
  const shown = await answer(call(`GET /schedules/${scheduleId}`), 200, Schedule);
  expect(shown.zones[0]?.price.amount).toBe(20_000);

  await evict(scheduleId);
  const seen = call(`GET /schedules/${scheduleId}/holds`, { as: fan });
  expect(JSON.stringify(await (await seen).json())).toContain("10000");
  await fund(fan, 22_000);
  const paid = await answer(pay(fan, Hold.parse(hold)), 201, Order);
  expect(paid.total.amount).toBe(11_000);
  expect((await holding(await person(), scheduleId, [3])).total.amount).toBe(22_000);
  const same = call(`GET /orders/${order.id}`, { as: early });
  expect((await answer(same, 200, Order)).total.amount).toBe(11_000);
});
