import { beforeAll, expect, it } from "vitest";
import { Acts } from "../../../../contract/admin/activity.ts";
import { DateMoved } from "../../../../contract/admin/changes/date-moves.ts";
import { Schedule } from "../../../../contract/catalog/concerts.ts";
import { Order } from "../../../../contract/money/orders.ts";
import { RefundPreview } from "../../../../contract/money/refunds.ts";
import { inDays, moveDate } from "../../../../../test/support/worker/moves.ts";
import { awaited } from "../../../../../test/support/worker/gateway.ts";
import {
  answer,
  bought,
  call,
  holding,
  openShop,
  passOf,
  person,
  type Person,
  refused,
} from "../../../../../test/support/worker/shop.ts";

let admin: Person;

beforeAll(async () => {
  admin = await person("admin");
});

const move = (scheduleId: string, revision: number, more: object = {}) =>
  moveDate(admin, scheduleId, revision, more);

it("[CH30] a preview of a move counts whom it concerns and changes nothing", async () => {
  const { scheduleId } = await openShop(admin);
  await bought(await person(), scheduleId, [0, 1]);
  await holding(await person(), scheduleId, [2]);
  const payer = await person();
  await awaited(payer, await holding(payer, scheduleId, [3, 4]));
  const before = await answer(call(`GET /schedules/${scheduleId}`), 200, Schedule);
  const preview = await answer(move(scheduleId, 1, { isDryRun: true }), 200, DateMoved);
  expect(preview).toEqual({
    scheduleId,
    startsAt: before.startsAt,
    holders: 1,
    orders: 1,
    tickets: 2,
    refundAtMost: { amount: 44_000, currency: "KRW" },
    awaited: 1,
    waitlisted: 0,
    isReminded: false,
    held: 2,
    waiting: 0,
  });
  expect(await answer(call(`GET /schedules/${scheduleId}`), 200, Schedule)).toEqual(before);
});

it("[CH31] fans, their orders and calendars, the sale and the history follow a move at once", async () => {
  const { scheduleId, concertId } = await openShop(admin);
  const fan = await person();
  const order = await bought(fan, scheduleId, [0]);
  await passOf(await person(), scheduleId);
  const file = async () =>
    (await call(`GET /schedules/${scheduleId}/calendar.ics?event=show&lang=en`)).text();
  const sequenceOf = (text: string) => Number(/^SEQUENCE:(\d+)/m.exec(text)?.[1]);
  const earlier = await file();
  const startsAt = inDays(9);
  await answer(move(scheduleId, 1, { startsAt, saleClosesAt: startsAt }), 200, DateMoved);

  const shown = await answer(call(`GET /schedules/${scheduleId}`), 200, Schedule);
  expect(shown).toMatchObject({ startsAt, move: { from: order.startsAt } });
  const listed = await (await call(`GET /concerts/${concertId}/schedules`)).text();
  expect(listed).toContain(startsAt);
  const later = await file();
  expect(later).toContain(`DTSTART:${startsAt.replaceAll(/[-:]|\.\d{3}/g, "")}`);
  expect(sequenceOf(later)).toBeGreaterThan(sequenceOf(earlier));
  const seen = await answer(call(`GET /orders/${order.id}`, { as: fan }), 200, Order);
  expect(seen).toMatchObject({ startsAt, move: { from: order.startsAt } });
  const preview = call(`GET /orders/${order.id}/refund`, { as: fan });
  expect(await answer(preview, 200, RefundPreview)).toMatchObject({ refund: { amount: 11_000 } });
  const acts = call(`GET /admin/acts?subject=${scheduleId}`, { as: admin });
  const [act] = (await answer(acts, 200, Acts)).items;
  expect(act?.action).toBe("schedule.move");
  expect(act?.changes.map(({ field }) => field)).toEqual(
    expect.arrayContaining(["starts_at", "sale_closes_at", "reason", "refund_until"]),
  );
  const ofConcert = call(`GET /admin/acts?subject=${concertId}`, { as: admin });
  const actions = (await answer(ofConcert, 200, Acts)).items.map(({ action }) => action);
  expect(actions).toEqual(expect.arrayContaining(["concert.create", "schedule.move"]));

  // The object goes by the new close of the sale.
  const closesAt = new Date(Date.now() - 1_000).toISOString();
  await answer(
    move(scheduleId, 2, { startsAt: inDays(8), saleClosesAt: closesAt }),
    200,
    DateMoved,
  );
  const board = await (await call(`GET /schedules/${scheduleId}/queue`)).json<{ state: string }>();
  expect(board.state).toBe("closed");
  const joining = call(`POST /schedules/${scheduleId}/queue`, { as: await person() });
  await refused(joining, "sale-not-open");
});

it("[CH32] nobody moves a date without having seen its newest revision", async () => {
  const { scheduleId } = await openShop(admin);
  await answer(move(scheduleId, 1), 200, DateMoved);
  const stale = await refused(
    move(scheduleId, 1, { startsAt: inDays(20), saleClosesAt: inDays(20) }),
    "changed-meanwhile",
  );
  expect(stale.errors?.map(({ pointer }) => pointer)).toContain("/starts_at");
});
