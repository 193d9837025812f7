import { runInDurableObject } from "cloudflare:test";
import { afterEach, expect, it, vi } from "vitest";
import { fullAgreement } from "../../../contract/money/agreement.ts";
import { Holds } from "../../../contract/sale/holds.ts";
import { seatCode } from "../../../contract/live/live.ts";
import { Order } from "../../../contract/money/orders.ts";
import { Remaining } from "../../../contract/plan/seats.ts";
import { Waitlist } from "../../../contract/sale/waitlist.ts";
import { connect } from "../../../db/connection/connect.ts";
import { moveWaitlist, waitlistLine } from "../../../db/waitlist/waitlist-line.ts";
import {
  type Person,
  answer,
  call,
  fund,
  holdSeats,
  passOf,
  person,
  refused,
  testEnv,
} from "../../../../test/support/worker/shop.ts";
import {
  minutes,
  patient,
  ring,
  scheduleOf,
  soldOut,
  stateOf,
  wait,
  waiting,
} from "../../../../test/support/worker/waitlist.ts";
import { tellWhoWaits } from "../../waitlist/line-up.ts";

afterEach(() => vi.useRealTimers());

const mine = async (as: Person) =>
  (await answer(call("GET /me/waitlist", { as }), 200, Waitlist)).items[0];
const holdsOf = async (as: Person, scheduleId: string) =>
  (await answer(call(`GET /schedules/${scheduleId}/holds`, { as }), 200, Holds)).items;

it("[WL30] a returned seat is offered to the first in line, then to the next, and belongs to the fan who pays for it", async () => {
  vi.setSystemTime(Date.now());
  const { scheduleId, giveBack } = await soldOut();
  const [first, second, third] = (await waiting(scheduleId, 3)) as [Person, Person, Person];
  expect(await mine(second)).toMatchObject({ state: "waiting", ahead: { from: 1, to: 5 } });

  await giveBack(0, [1]);
  await ring(scheduleId);
  const [held] = await holdsOf(first, scheduleId);
  expect(held).toMatchObject({ canExtend: false, seats: [{ seat: 1 }] });
  const offered = await mine(first);
  expect(offered).toMatchObject({ state: "offered", offer: { holdId: held?.id } });
  expect(offered?.offer?.expiresAt).toBe(held?.expiresAt);
  expect(Date.parse(held!.expiresAt) - Date.parse(held!.serverTime)).toBe(minutes(15));
  expect(await holdsOf(second, scheduleId)).toEqual([]);

  // The fan does not come. At the end of its time, and not before, the offer goes to the next fan.
  vi.setSystemTime(Date.now() + minutes(15) - 1);
  await ring(scheduleId);
  expect(await holdsOf(first, scheduleId)).toHaveLength(1);
  vi.setSystemTime(Date.now() + 1);
  await ring(scheduleId);
  expect(await mine(first)).toMatchObject({ state: "waiting", missed: 1, offer: null });
  expect(await mine(second)).toMatchObject({ state: "offered" });

  // The second fan declines; the third buys, without a pass.
  const [refusing] = await holdsOf(second, scheduleId);
  const letGo = `DELETE /schedules/${scheduleId}/holds/${refusing?.id}`;
  expect((await call(letGo, { as: second })).status).toBe(204);
  await ring(scheduleId);
  const [last] = await holdsOf(third, scheduleId);
  await fund(third, 11_000);
  const pay = { scheduleId, holdId: last?.id, method: "wallet", agreement: fullAgreement };
  const headers = { "idempotency-key": crypto.randomUUID() };
  const order = await answer(call("POST /orders", { as: third, body: pay, headers }), 201, Order);
  expect(order.seats.map(({ seat }) => seat)).toEqual([1]);
  expect(await mine(third)).toMatchObject({ state: "bought" });
});

it("[WL31] a shopper cannot take a kept or offered seat, and can take a seat that fits no entry in line", async () => {
  const { scheduleId, giveBack } = await soldOut();
  await giveBack(0);
  const shopper = await person();
  const pass = await passOf(shopper, scheduleId);
  expect((await holdSeats(shopper, scheduleId, pass, { seats: [0] })).status).toBe(201);
  const [one] = await waiting(scheduleId, 1, { count: 2, zoneIds: ["r"] });
  await refused(wait(await person(), scheduleId), "seats-left");

  // A single seat does not fit a request for two, so it goes to any fan inside.
  await giveBack(1, [3]);
  const body = { seats: [3] };
  const [release] = await holdsOf(shopper, scheduleId);
  await call(`DELETE /schedules/${scheduleId}/holds/${release?.id}`, { as: shopper });
  await refused(holdSeats(shopper, scheduleId, pass, body), "seat-taken");
  await ring(scheduleId);
  expect(await mine(one)).toMatchObject({ state: "waiting" });
  const state = await stateOf(scheduleId);
  expect(state.kept.size).toBe(0);
});

it("[WL32] an offer that was written before its object stopped is made once, on the object's next look", async () => {
  const { scheduleId, giveBack } = await soldOut();
  const [first, second] = (await waiting(scheduleId, 2)) as [Person, Person];
  // Acts as the object before it makes the hold, and then dies. Written first here, or its own alarm would interfere.
  const db = connect(testEnv);
  const returned = [{ zoneId: "r", count: 1, together: 1 }];
  const asked = { scheduleId, returned, after: null, limit: 10 };
  const { waiting: line } = await waitlistLine(db, asked);
  const offer = { id: crypto.randomUUID(), entryId: line[0]!.entryId, seats: [1] };
  const expiresAtMs = Date.now() + minutes(15);
  const offers = [{ ...offer, seatKeys: ["A/1/2"], zoneId: "r", expiresAtMs }];
  await moveWaitlist(db, { scheduleId, ends: [], offers, now: Date.now() });
  await giveBack(0, [1]);
  await ring(scheduleId);
  expect((await holdsOf(first, scheduleId)).map(({ id }) => id)).toEqual([offer.id]);
  await ring(scheduleId);
  expect(await holdsOf(second, scheduleId)).toEqual([]);
  expect(await mine(second)).toMatchObject({ state: "waiting" });
});

it("[WL33] waiting fans get their requested seats in the order of the line, and two fans get two seats together", async () => {
  const { scheduleId, giveBack } = await soldOut();
  const [pair] = await waiting(scheduleId, 1, { count: 2 });
  const [single, other] = (await waiting(scheduleId, 2)) as [Person, Person];
  await giveBack(0, [1]);
  await giveBack(2);
  await ring(scheduleId);
  const seatsOf = async (fan: Person) =>
    (await holdsOf(fan, scheduleId)).flatMap(({ seats }) => seats.map(({ seat }) => seat));
  expect(await seatsOf(pair)).toEqual([4, 5]);
  expect(await seatsOf(single)).toEqual([1]);
  expect(await seatsOf(other)).toEqual([]);
  const { zones } = await answer(call(`GET /schedules/${scheduleId}/remaining`), 200, Remaining);
  expect(zones).toMatchObject([{ available: 0, held: 3, isAwaited: true }]);
});

it("[WL34] the cron reports a new waitlist entry to the schedule if the Worker died before it could", async () => {
  const { scheduleId, giveBack } = await soldOut();
  const [fan] = await waiting(scheduleId, 1);
  const schedule = scheduleOf(scheduleId);
  await runInDurableObject(schedule, (object) => {
    object.inspect().state.awaited = new Set();
  });
  await tellWhoWaits(testEnv, connect(testEnv));
  await giveBack(0);
  await ring(scheduleId);
  expect(await mine(fan)).toMatchObject({ state: "offered" });
});

it("[WL35] a fan who leaves the waitlist releases the offer, and the next fan gets it", async () => {
  const { scheduleId, giveBack } = await soldOut();
  const [first, second] = (await waiting(scheduleId, 2)) as [Person, Person];
  await giveBack(0, [0]);
  await ring(scheduleId);
  const leave = `DELETE /schedules/${scheduleId}/waitlist`;
  expect((await call(leave, { as: first })).status).toBe(204);
  expect(await holdsOf(first, scheduleId)).toEqual([]);
  await ring(scheduleId);
  expect(await mine(second)).toMatchObject({ state: "offered" });
  expect(await mine(first)).toBeUndefined();
});

it("[WL36] no offer is made after the sale, or too late for a fan to use it", async () => {
  const { scheduleId, giveBack } = await soldOut();
  const [fan] = await waiting(scheduleId, 1);
  const { closesAt } = (await stateOf(scheduleId)).terms;
  vi.setSystemTime(closesAt - minutes(2));
  await giveBack(0, [0]);
  await ring(scheduleId);
  expect(await holdsOf(fan, scheduleId)).toEqual([]);
  expect((await stateOf(scheduleId)).status[0]).toBe(seatCode.available);
  vi.setSystemTime(closesAt);
  expect((await mine(fan))?.state).toBe("closed");
  await refused(wait(await patient(), scheduleId), "sale-not-open");
});
