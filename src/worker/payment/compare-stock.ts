import type { Finding } from "../../contract/money/payments.ts";
import type { Database } from "../../db/connection/database.ts";
import { storedStock } from "../../db/stock/stock-blocks.ts";
import type { Env } from "../env.ts";
import { unwrap } from "../problem.ts";

/**
 * The blocks of a schedule that the books know otherwise than the schedule itself. It is looked at before and after the
 * books, since staff change blocks meanwhile.
 */
export async function compareStock(env: Env, db: Database, scheduleId: string): Promise<Finding[]> {
  const schedule = env.SCHEDULE.getByName(scheduleId);
  const look = async () =>
    new Map(unwrap(await schedule.stockSeats()).map(({ id, told }) => [id, told] as const));
  const before = await look();
  const stored = await storedStock(db, scheduleId);
  const after = await look();
  const known = new Map(
    stored
      .filter(({ isReleased }) => !isReleased)
      .map(({ blockId, version, seats }) => [blockId, `${version}: ${seats.join()}`]),
  );
  const differing = [...new Set([...known.keys(), ...after.keys()])].filter(
    (id) => before.get(id) === after.get(id) && after.get(id) !== known.get(id),
  );
  return differing.map((id) => ({
    kind: "stock-differs",
    subject: scheduleId,
    detail: `${id}: schedule ${after.get(id) ?? "none"}, books ${known.get(id) ?? "none"}`.slice(
      0,
      1_000,
    ),
  }));
}
