import { runDurableObjectAlarm, runInDurableObject } from "cloudflare:test";
import { afterEach, expect, it, vi } from "vitest";
import { fullAgreement } from "../../contract/agreement.ts";
import { Holds } from "../../contract/holds.ts";
import { seatCode } from "../../contract/live.ts";
import { Order } from "../../contract/orders.ts";
import { Remaining } from "../../contract/seats.ts";
import { Waitlist, WaitlistEntry } from "../../contract/waitlist.ts";
import { connect } from "../../db/connect.ts";
import { moveWaitlist, waitlistLine } from "../../db/waitlist-line.ts";
import {
  type Person,
  answer,
  bought,
  call,
  fund,
  holdSeats,
  openShop,
  passOf,
  person,
  refused,
  tokenOf,
  testEnv,
} from "../test-shop.ts";
import { tellWhoWaits } from "../waitlist/line-up.ts";

afterEach(() => vi.useRealTimers());

const minutes = (count: number) => count * 60_000;
const scheduleOf = (scheduleId: string) => testEnv.SCHEDULE.getByName(scheduleId);
/** Lets the alarm do its work; one that rang by itself may still be at it. */
async function ring(scheduleId: string): Promise<void> {
  for (let tries = 0; tries < 100; tries++) {
    await runDurableObjectAlarm(scheduleOf(scheduleId));
    if ((await stateOf(scheduleId)).kept.size === 0) return;
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
  throw new Error("the seats that came back were given to nobody");
}
/** A fan whose session outlives the clock's leaps. */
async function patient(): Promise<Person> {
  const fan = await person();
  const claims = { sub: fan.id, sid: crypto.randomUUID(), role: "fan" };
  return { ...fan, token: await tokenOf(claims, Date.now() + minutes(60 * 24 * 10)) };
}
const wait = (as: Person, scheduleId: string, body: object = {}) =>
  call(`PUT /schedules/${scheduleId}/waitlist`, { as, body: { zoneIds: [], count: 1, ...body } });
const mine = async (as: Person) =>
  (await answer(call("GET /me/waitlist", { as }), 200, Waitlist)).items[0];
const holdsOf = async (as: Person, scheduleId: string) =>
  (await answer(call(`GET /schedules/${scheduleId}/holds`, { as }), 200, Holds)).items;
const stateOf = (scheduleId: string) =>
  runInDurableObject(scheduleOf(scheduleId), (object) => object.inspect().state);

/** A hall of ten seats, all sold: `orders` of two seats each. */
async function soldOut() {
  const admin = await person("admin");
  const { scheduleId } = await openShop(admin, 1, { seatsPerAccount: 2 });
  const orders: { fan: Person; order: Order }[] = [];
  for (let seat = 0; seat < 10; seat += 2) {
    const fan = await patient();
    orders.push({ fan, order: await bought(fan, scheduleId, [seat, seat + 1]) });
  }
  const giveBack = async (index: number, seats?: number[]) => {
    const { fan, order } = orders[index]!;
    const body = seats ? { seats } : {};
    const headers = { "idempotency-key": crypto.randomUUID() };
    const path = `/orders/${order.id}/cancellation`;
    expect((await call(`POST ${path}`, { as: fan, body, headers })).status).toBe(200);
  };
  return { scheduleId, giveBack };
}

async function waiting(scheduleId: string, count: number, body: object = {}) {
  const fans: Person[] = [];
  for (let at = 0; at < count; at++) {
    const fan = await patient();
    await answer(wait(fan, scheduleId, body), 200, WaitlistEntry);
    fans.push(fan);
  }
  return fans as [Person, ...Person[]];
}

it("[WL30] a seat that comes back is held for the first in line, then for the next, and whoever pays has it", async () => {
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

  // Nobody comes. At the end of its time, and not before, it is the next one's.
  vi.setSystemTime(Date.now() + minutes(15) - 1);
  await ring(scheduleId);
  expect(await holdsOf(first, scheduleId)).toHaveLength(1);
  vi.setSystemTime(Date.now() + 1);
  await ring(scheduleId);
  expect(await mine(first)).toMatchObject({ state: "waiting", missed: 1, offer: null });
  expect(await mine(second)).toMatchObject({ state: "offered" });

  // The second one says no; the third one buys, without a pass.
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

it("[WL31] a fan in the shop cannot take what is kept or offered; what nobody in line can use they can", async () => {
  const { scheduleId, giveBack } = await soldOut();
  await giveBack(0);
  const shopper = await person();
  const pass = await passOf(shopper, scheduleId);
  expect((await holdSeats(shopper, scheduleId, pass, { seats: [0] })).status).toBe(201);
  const [one] = await waiting(scheduleId, 1, { count: 2, zoneIds: ["r"] });
  await refused(wait(await person(), scheduleId), "seats-left");

  // A single seat is of no use to one who waits for two: it goes to whoever comes, who was in the shop all along.
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

it("[WL32] an offer that was written when its schedule died is made by the next look, once", async () => {
  const { scheduleId, giveBack } = await soldOut();
  const [first, second] = (await waiting(scheduleId, 2)) as [Person, Person];
  await giveBack(0, [1]);
  // What the object does before it makes the hold; then it dies.
  const db = connect(testEnv);
  const asked = { scheduleId, zoneIds: ["r"], countMax: 1, limit: 10 };
  const { waiting: line } = await waitlistLine(db, asked);
  const offer = { id: crypto.randomUUID(), entryId: line[0]!.entryId, seats: [1] };
  const expiresAtMs = Date.now() + minutes(15);
  const offers = [{ ...offer, seatKeys: ["A/1/2"], zoneId: "r", expiresAtMs }];
  await moveWaitlist(db, { scheduleId, ends: [], offers, now: Date.now() });
  await ring(scheduleId);
  expect((await holdsOf(first, scheduleId)).map(({ id }) => id)).toEqual([offer.id]);
  await ring(scheduleId);
  expect(await holdsOf(second, scheduleId)).toEqual([]);
  expect(await mine(second)).toMatchObject({ state: "waiting" });
});

it("[WL33] each who waits gets what was asked for in the order of the line, two seats together for two", async () => {
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

it("[WL34] waiting is told to the schedule by the cron when the Worker has died before it could", async () => {
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

it("[WL35] who stops waiting lets the offer go, and the next one has it", async () => {
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

it("[WL41] who is made an offer is told of it moments later, and no minute is waited for", async () => {
  const { scheduleId, giveBack } = await soldOut();
  const [fan] = await waiting(scheduleId, 1);
  const phones = async (path: string, method = "GET") =>
    (await fetch(`${testEnv.PUSH_SERVICE_URL}/api/${path}`, { method })).json();
  const device = (await phones("subscriptions", "POST")) as { endpoint: string };
  expect((await call("PUT /me/push", { as: fan, body: device })).status).toBe(200);
  await giveBack(0, [1]);
  await ring(scheduleId);
  const messages = `messages?device=${device.endpoint.split("/").pop()}`;
  await expect.poll(() => phones(messages), { timeout: 15_000 }).toHaveLength(1);
});

it("[WL36] nothing is offered once the sale is over, nor so late that nobody could use it", async () => {
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
