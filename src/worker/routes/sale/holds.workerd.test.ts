import { expect, it } from "vitest";
import { Hold, Holds, KnownHolds } from "../../../contract/sale/holds.ts";
import { awaited, paid } from "../../../../test/support/worker/gateway.ts";
import { ring, soldOut, waiting } from "../../../../test/support/worker/waitlist.ts";
import {
  answer,
  call,
  fund,
  holding,
  holdSeats,
  openShop,
  passOf,
  pay,
  person,
  planOf,
  refused,
  testEnv,
} from "../../../../test/support/worker/shop.ts";
import type { Person } from "../../../../test/support/worker/shop.ts";

const known = async (as: Person) => await answer(call("GET /me/holds", { as }), 200, KnownHolds);
const release = (as: Person, { scheduleId, id }: Hold) =>
  call(`DELETE /schedules/${scheduleId}/holds/${id}`, { as });

const flags = [
  { kind: "accessible", row: "1", seats: [0, 1] },
  { kind: "companion", row: "1", seats: [1, 2] },
];

it("[P52] wheelchair spaces and companion seats are given only to a request that asks for them", async () => {
  const plan = planOf(1);
  const accessible = { ...plan, sections: plan.sections.map((section) => ({ ...section, flags })) };
  const { scheduleId } = await openShop(await person("admin"), 1, {}, accessible);
  const fan = await person();
  const pass = await passOf(fan, scheduleId);
  const ask = (body: object) => holdSeats(fan, scheduleId, pass, body);
  for (const seats of [[0], [1], [0, 1], [1, 2]]) await refused(ask({ seats }), "accessible-seat");
  await refused(ask({ seats: [1, 2], accessible: true }), "accessible-seat");
  const seatsOf = ({ seats }: Hold) => seats.map(({ seat }) => seat);
  const best = { zoneId: "r", count: 2 };
  const other = await person();
  const pair = await answer(
    holdSeats(other, scheduleId, await passOf(other, scheduleId), { best }),
    201,
    Hold,
  );
  expect(seatsOf(pair).every((seat) => seat > 1)).toBe(true);
  const asked = await answer(ask({ best: { ...best, accessible: true } }), 201, Hold);
  expect(seatsOf(asked)).toEqual([0, 1]);
});

it("[P55] the seats that wait for an account's payment are one answer of the books, to that account alone, until the payment ends", async () => {
  const admin = await person("admin");
  const [fan, other] = [await person(), await person()];
  const { scheduleId } = await openShop(admin, 1);
  const hold = await holding(fan, scheduleId, [0, 1]);
  // Only its schedule knows it until the fan tries to pay.
  expect((await known(fan)).items).toEqual([]);
  const payment = await awaited(fan, hold);
  expect(await known(fan)).toMatchObject({
    accountId: fan.id,
    items: [
      {
        holdId: hold.id,
        scheduleId,
        seats: 2,
        payment: { id: payment.id, status: "ready", dueAt: null },
        offeredUntil: null,
      },
    ],
  });
  expect(await known(other)).toMatchObject({ accountId: other.id, items: [] });
  await refused(call("GET /me/holds"), "unauthenticated");
  await paid(fan, payment);
  expect((await known(fan)).items).toEqual([]);

  const body = { depositMinutes: 30 };
  const changed = await call(`POST /admin/schedules/${scheduleId}/terms`, { as: admin, body });
  await changed.text();
  const transfer = await awaited(other, await holding(other, scheduleId, [2]), "virtualAccount");
  const { deposit } = await paid(other, transfer);
  const [waits] = (await known(other)).items;
  expect(waits?.payment).toEqual({
    id: transfer.id,
    status: "awaiting-deposit",
    dueAt: deposit?.dueAt,
  });
});

it("[P55] an offer from a waitlist is in the answer until it is paid for", async () => {
  const { scheduleId, giveBack } = await soldOut();
  const [fan] = await waiting(scheduleId, 1);
  await giveBack(0, [1]);
  await ring(scheduleId);
  const [offer, ...more] = (await known(fan)).items;
  expect(more).toEqual([]);
  const holds = await answer(call(`GET /schedules/${scheduleId}/holds`, { as: fan }), 200, Holds);
  const [hold] = holds.items;
  expect(offer).toMatchObject({ holdId: hold?.id, seats: 1, payment: null });
  expect(offer?.offeredUntil).toBe(hold?.expiresAt);
  await fund(fan, 11_000);
  await (await pay(fan, hold!)).text();
  expect((await known(fan)).items).toEqual([]);
});

it("[H36] a hold whose payment the books know nothing of can be given back, and one with an open payment cannot", async () => {
  const { scheduleId } = await openShop(await person("admin"), 1);
  const [fan, payer] = [await person(), await person()];
  const hold = await holding(fan, scheduleId, [0]);
  // The Worker died between the schedule and the books.
  const schedule = testEnv.SCHEDULE.getByName(scheduleId);
  const orderId = crypto.randomUUID();
  const began = await schedule.pay({ holdId: hold.id, accountId: fan.id, orderId });
  expect(began.ok).toBe(true);
  expect((await release(fan, hold)).status).toBe(204);
  await holding(await person(), scheduleId, [0]);

  const paying = await holding(payer, scheduleId, [1]);
  const payment = await awaited(payer, paying);
  await refused(release(payer, paying), "payment-under-way");
  await paid(payer, payment);
  await refused(release(payer, paying), "already-paid");
});
