import { runDurableObjectAlarm, runInDurableObject } from "cloudflare:test";
import { expect } from "vitest";
import type { Order } from "../../../src/contract/money/orders.ts";
import { WaitlistEntry } from "../../../src/contract/sale/waitlist.ts";
import { type Person, answer, bought, call, openShop, person, testEnv, tokenOf } from "./shop.ts";

/** A sold-out sale, and the fans on its waitlist. */

export const minutes = (count: number) => count * 60_000;
export const scheduleOf = (scheduleId: string) => testEnv.SCHEDULE.getByName(scheduleId);
/** Lets the alarm do its work; one that rang on its own may still be running. */
export async function ring(scheduleId: string): Promise<void> {
  for (let tries = 0; tries < 100; tries++) {
    await runDurableObjectAlarm(scheduleOf(scheduleId));
    if ((await stateOf(scheduleId)).kept.size === 0) return;
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
  throw new Error("the seats that came back were given to nobody");
}
/** A fan with a session long enough for the clock's leaps. */
export async function patient(): Promise<Person> {
  const fan = await person();
  const claims = { sub: fan.id, sid: crypto.randomUUID() };
  return { ...fan, token: await tokenOf(claims, Date.now() + minutes(60 * 24 * 10)) };
}
export const wait = (as: Person, scheduleId: string, body: object = {}) =>
  call(`PUT /schedules/${scheduleId}/waitlist`, { as, body: { zoneIds: [], count: 1, ...body } });
export const stateOf = (scheduleId: string) =>
  runInDurableObject(scheduleOf(scheduleId), (object) => object.inspect().state);

/** A hall of ten seats, all sold: `orders` of two seats each. */
export async function soldOut() {
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

export async function waiting(scheduleId: string, count: number, body: object = {}) {
  const fans: Person[] = [];
  for (let at = 0; at < count; at++) {
    const fan = await patient();
    await answer(wait(fan, scheduleId, body), 200, WaitlistEntry);
    fans.push(fan);
  }
  return fans as [Person, ...Person[]];
}
