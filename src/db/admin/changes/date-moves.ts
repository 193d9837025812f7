import { sql } from "drizzle-orm";
import type { DateMoved, MoveDate } from "../../../contract/admin/changes/date-moves.ts";
import type { Currency } from "../../../contract/money/money.ts";
import { done, type Outcome } from "../../../contract/problems.ts";
import { universalTime } from "../../catalog/universal-time.ts";
import { type Database, outcomeOf } from "../../connection/database.ts";
import type { Actor } from "../audit.ts";

/** What the books know of a move; the object knows the holds and the line. */
export type BookedMove = Omit<DateMoved, "held" | "waiting">;
type MoveState = Omit<BookedMove, "startsAt" | "refundAtMost"> & {
  startsAtMs: number;
  refundMinor: number;
  currency: Currency;
};

/** Moves a date, unless it was changed since `seen`; a dry run only checks and counts. */
export async function moveDate(
  db: Database,
  wanted: { scheduleId: string; by: Actor; seen: number; move: MoveDate; now: number },
): Promise<Outcome<BookedMove>> {
  const { scheduleId, by, seen, move, now } = wanted;
  const { isDryRun, ...to } = move;
  const outcome = await outcomeOf<MoveState>(
    db,
    sql`SELECT move_schedule(${scheduleId}, ${seen}, ${JSON.stringify(to)}::jsonb, ${isDryRun}, ${universalTime(now)},
      ${by.scope.organizationId}, ${by.accountId}, ${by.requestId}) AS outcome`,
  );
  if (!outcome.ok) return outcome;
  const { startsAtMs, refundMinor, currency, ...counts } = outcome.value;
  const refundAtMost = { amount: refundMinor, currency };
  return done({ ...counts, startsAt: universalTime(startsAtMs), refundAtMost });
}
