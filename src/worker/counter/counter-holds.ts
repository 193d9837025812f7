import type { CounterHold, PlaceCounterHold } from "../../contract/admin/counter.ts";
import type { Hold } from "../../contract/sale/holds.ts";
import { whyNoCounter } from "../../db/counter/counter-facts.ts";
import type { Database } from "../../db/connection/database.ts";
import { found } from "../books.ts";
import { canonicalJson } from "../encoding/digest.ts";
import type { Env } from "../env.ts";
import { ProblemError, unwrap } from "../problem.ts";
import { counterTerms } from "./counter-terms.ts";

export type CounterHolding = { scheduleId: string; holdId: string };

/**
 * Holds seats for whoever stands at the counter. The hold's own id stands for its account, so that no limit and no other
 * hold is in its way.
 */
export async function placeCounterHold(
  env: Env,
  db: Database,
  { scheduleId, holdId }: CounterHolding,
  { choice, replaces }: PlaceCounterHold,
): Promise<CounterHold> {
  const why = await whyNoCounter(db, { scheduleId, now: Date.now() });
  if (why !== null) throw new ProblemError(why === "paused" ? "sale-paused" : "sale-not-open", why);
  const schedule = env.SCHEDULE.getByName(scheduleId);
  const seats = "best" in choice ? choice.best : choice;
  const asked = { holdId, accountId: holdId, tag: canonicalJson({ seats, replaces }) };
  const held = await schedule.hold({
    ...asked,
    choice: seats,
    channels: ["counter"],
    // The organizer's settings have allowed it above.
    isInPause: true,
    ...(replaces === undefined ? {} : { replaces }),
  });
  return await shown(db, unwrap(held));
}

/** A hold of the counter as it stands; other holds are not found. */
export async function counterHold(
  env: Env,
  db: Database,
  { scheduleId, holdId }: CounterHolding,
): Promise<CounterHold> {
  const [hold] = unwrap(await env.SCHEDULE.getByName(scheduleId).holdsOf(holdId));
  if (!hold) throw new ProblemError("hold-not-found");
  return await shown(db, hold);
}

export async function extendCounterHold(
  env: Env,
  db: Database,
  { scheduleId, holdId }: CounterHolding,
): Promise<CounterHold> {
  const schedule = env.SCHEDULE.getByName(scheduleId);
  return await shown(db, unwrap(await schedule.extend({ holdId, accountId: holdId })));
}

/** The hold without booking fees, where the counter takes none. */
async function shown(db: Database, hold: Hold): Promise<CounterHold> {
  const { hasFees } = found(await counterTerms(db, hold.scheduleId));
  const { id, scheduleId, phase, expiresAt, canExtend, serverTime } = hold;
  const seats = hold.seats.map((seat) =>
    hasFees ? seat : { ...seat, fee: { ...seat.fee, amount: 0 } },
  );
  return { id, scheduleId, phase, seats, expiresAt, canExtend, serverTime };
}
