import { evictDurableObject, runDurableObjectAlarm, runInDurableObject } from "cloudflare:test";
import { sql } from "drizzle-orm";
import { afterEach, expect, it, vi } from "vitest";
import { connect } from "../../../db/connection/connect.ts";
import { rowsOf } from "../../../db/connection/database.ts";
import type { CockpitFrame } from "../../../contract/live/cockpit.ts";
import { Hold } from "../../../contract/sale/holds.ts";
import { Turn } from "../../../contract/sale/queue.ts";
import { look, objectOf } from "../../../../test/support/worker/cockpit/watching.ts";
import {
  answer,
  call,
  fund,
  holdSeats,
  openShop,
  pay,
  person,
  type Person,
  testEnv,
} from "../../../../test/support/worker/shop.ts";

const admin = await person("admin");

afterEach(() => vi.useRealTimers());

it("[CK16] the figures after a random sale equal a recount from the object's rows and the books, also after a restart", async () => {
  const { scheduleId } = await openShop(admin, 4, { shoppersMax: 7, holdMs: 60_000 });
  let seed = 20_27;
  const below = (n: number) => (seed = (seed * 48_271) % 2_147_483_647) % n;
  const crowd = await Promise.all(Array.from({ length: 12 }, () => person()));
  const passes = new Map<Person, string>();
  const held = new Map<Person, Hold>();
  const lineUp = async (fan: Person) => {
    const joined = call(`POST /schedules/${scheduleId}/queue`, { as: fan });
    const { admission } = await answer(joined, 201, Turn);
    if (admission) passes.set(fan, admission.pass);
  };
  for (const fan of crowd) await lineUp(fan);
  for (let step = 0; step < 40; step++) {
    const fan = [...passes.keys()][below(passes.size)]!;
    const hold = held.get(fan);
    const act = below(6);
    if (!hold) {
      const seats = [below(40)];
      const asked = await holdSeats(fan, scheduleId, passes.get(fan) ?? "", { seats });
      if (asked.ok) held.set(fan, Hold.parse(await asked.json()));
    } else if (act === 0) {
      await call(`DELETE /schedules/${scheduleId}/holds/${hold.id}`, { as: fan });
      held.delete(fan);
    } else if (act === 1) {
      vi.setSystemTime(Date.now() + 20_000);
      await runDurableObjectAlarm(objectOf(scheduleId));
    } else {
      if (act > 2) await fund(fan, hold.total.amount);
      const paid = await pay(fan, hold);
      if (paid.ok) passes.delete(fan);
      if (paid.ok) held.delete(fan);
      for (const other of crowd) if (!passes.has(other) && other !== fan) await lineUp(other);
      if (passes.size === 0) break;
    }
  }
  await runDurableObjectAlarm(objectOf(scheduleId));
  const { frame } = await look(admin, scheduleId);
  const { figures, zones, sections } = frame;
  expect(await recount(scheduleId)).toEqual({ figures: partOf(figures), zones, sections });
  expect(figures.sold).toBeGreaterThan(3);
  await evictDurableObject(objectOf(scheduleId));
  const again = await look(admin, scheduleId);
  expect(partOf(again.frame.figures)).toEqual(partOf(figures));
});

const partOf = ({
  waiting,
  shoppers,
  holds,
  paying,
  seatsHeld,
  sold,
  expired,
  released,
}: CockpitFrame["figures"]) => ({
  waiting,
  shoppers,
  holds,
  paying,
  seatsHeld,
  sold,
  expired,
  released,
});

/** The same figures, from the rows alone: those of the object, and for what is sold those of the books. */
async function recount(scheduleId: string) {
  const rows = await runInDurableObject(objectOf(scheduleId), (_, { storage }) => {
    const one = (query: string) => storage.sql.exec<{ n: number }>(query).one().n;
    return {
      waiting: one("SELECT given - called AS n FROM queue"),
      shoppers: one("SELECT count(*) AS n FROM shopper"),
      holds: one("SELECT count(*) AS n FROM hold WHERE phase = 0"),
      paying: one("SELECT count(*) AS n FROM hold WHERE phase = 1"),
      seatsHeld: one(
        `SELECT coalesce(sum(1 + length(seats) - length(replace(seats, ',', ''))), 0) AS n
         FROM hold WHERE phase < 2`,
      ),
      expired: one("SELECT count(*) AS n FROM hold WHERE phase = 3 AND reason = 'expired'"),
      released: one("SELECT count(*) AS n FROM hold WHERE phase = 3 AND reason = 'asked'"),
    };
  });
  const [books] = await rowsOf<{ sold: number }>(
    connect(testEnv),
    sql`SELECT count(*)::int AS sold FROM order_seat WHERE schedule_id = ${scheduleId} AND live`,
  );
  const sold = books?.sold ?? -1;
  const counts = [40 - sold - rows.seatsHeld, rows.seatsHeld, sold];
  return { figures: { ...rows, sold }, zones: { r: counts }, sections: { 0: counts } };
}
