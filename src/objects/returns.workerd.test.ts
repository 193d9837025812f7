import { runInDurableObject } from "cloudflare:test";
import { afterEach, expect, it, vi } from "vitest";
import type { Person } from "../../test/support/worker/shop.ts";
import { person } from "../../test/support/worker/shop.ts";
import { holdBack } from "../../test/support/worker/held-back.ts";
import { books } from "../../test/support/worker/objects.ts";
import { ring, scheduleOf, soldOut, stateOf, waiting } from "../../test/support/worker/waitlist.ts";
import { joinWaitlist } from "../db/waitlist/waitlist.ts";
import { eventually } from "../../test/support/eventually.ts";

afterEach(() => vi.restoreAllMocks());

const heldBy = async ({ id }: Person, scheduleId: string): Promise<number[]> => {
  const { holds, holdOf } = await stateOf(scheduleId);
  return [...(holds.get(holdOf.get(id) ?? "")?.seats ?? [])];
};

it("[WL37] a fan who waits behind hundreds whom the seats do not fit is still offered them", async () => {
  const { scheduleId, giveBack } = await soldOut();
  const db = books();
  const pairs = await Promise.all(Array.from({ length: 210 }, () => person()));
  for (const { id: accountId } of pairs)
    await joinWaitlist(db, {
      scheduleId,
      accountId,
      zoneIds: [],
      count: 2,
      together: true,
      now: Date.now(),
    });
  const [single] = await waiting(scheduleId, 1);
  // Two single seats: no entry for two seats together can use them.
  await giveBack(0, [1]);
  await giveBack(2, [5]);
  await ring(scheduleId);
  expect([[1], [5]]).toContainEqual(await heldBy(single, scheduleId));
});

it("[WL37] a fan who waits behind hundreds who hold seats already is still offered one", async () => {
  const { scheduleId, giveBack } = await soldOut();
  const db = books();
  const others = await Promise.all(Array.from({ length: 210 }, () => person()));
  for (const { id: accountId } of others)
    await joinWaitlist(db, {
      scheduleId,
      accountId,
      zoneIds: [],
      count: 1,
      together: true,
      now: Date.now(),
    });
  const [last] = await waiting(scheduleId, 1);
  await runInDurableObject(scheduleOf(scheduleId), (object) => {
    for (const { id } of others) object.inspect().state.bought.set(id, 2);
  });
  await giveBack(0, [1]);
  await ring(scheduleId);
  expect(await heldBy(last, scheduleId)).toEqual([1]);
});

it("[WL38] seats that come back during a query wait for a query of their own", async () => {
  const { scheduleId, giveBack } = await soldOut();
  const [pair] = await waiting(scheduleId, 1, { count: 2 });
  const [single, other] = (await waiting(scheduleId, 2)) as [Person, Person];
  const { asked, letGo } = holdBack("waitlist_offer");
  await giveBack(0, [1]);
  // The object's own alarm asks for the waitlist of one seat, and two more come back before the answer.
  await asked();
  await giveBack(2);
  letGo();
  await ring(scheduleId);
  await eventually(async () => expect(await heldBy(pair, scheduleId)).toEqual([4, 5]));
  expect(await heldBy(single, scheduleId)).toEqual([1]);
  expect(await heldBy(other, scheduleId)).toEqual([]);
});
