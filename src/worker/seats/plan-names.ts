import { titleKey } from "../../contract/import/columns.ts";
import type { PlanNames } from "../../contract/import/seat-rows.ts";
import type { Env } from "../env.ts";
import { unwrap } from "../problem.ts";

/** What the plan of a date calls its seats and zones, to read tables by. */
export async function planNamesOf(env: Env, scheduleId: string): Promise<PlanNames> {
  const { seats, zones } = unwrap(await env.SCHEDULE.getByName(scheduleId).placeNames());
  const ordinals = new Map(seats.map((key, seat) => [key, seat]));
  const ids = new Map(
    zones.flatMap(({ id, name }) => [id, name.ko, name.en].map((each) => [titleKey(each), id])),
  );
  return {
    seatOf: (key) => ordinals.get(key) ?? null,
    zoneOf: (name) => ids.get(name) ?? null,
  };
}
