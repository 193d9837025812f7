import { sql } from "drizzle-orm";
import type { Currency } from "../../contract/money/money.ts";
import { done, type Outcome, refuse } from "../../contract/problems.ts";
import type { ShowCancellation } from "../../contract/money/refunds.ts";
import type { Actor } from "../admin/audit.ts";
import { type Database, outcomeOf, rowsOf } from "../connection/database.ts";

export type CancellationState = Pick<
  ShowCancellation,
  "scheduleId" | "state" | "orders" | "tickets" | "ordersDone"
> & {
  currency: Currency;
  refundMinor: number;
  compensationMinor: number;
  toOriginalMinor: number;
  byHandMinor: number;
};
type Released = { holdId: string; accountId: string; seats: number[]; kept: number[] };

/** Computes the refunds of calling a show off, and changes nothing. */
export async function previewShowCancellation(
  db: Database,
  { scheduleId, compensationPercent }: { scheduleId: string; compensationPercent: number },
): Promise<Outcome<ShowCancellation>> {
  const [row] = await rowsOf<{ state: CancellationState | null }>(
    db,
    sql`SELECT show_cancellation_state(${scheduleId}, ${compensationPercent}) AS state`,
  );
  return row?.state ? done(toCancellation(row.state)) : refuse("not-found");
}

/** Calls a show off: from now on nothing of it is sold. Repeating it changes nothing. */
export async function beginShowCancellation(
  db: Database,
  wanted: { scheduleId: string; by: Actor; reason: string; compensationPercent: number },
): Promise<Outcome<ShowCancellation>> {
  const { scheduleId, by, reason, compensationPercent } = wanted;
  const begun = await outcomeOf<CancellationState>(
    db,
    sql`SELECT begin_show_cancellation(${scheduleId}, ${reason}, ${compensationPercent}, ${by.accountId},
      ${by.requestId}) AS outcome`,
  );
  return begun.ok ? done(toCancellation(begun.value)) : begun;
}

/** Refunds the next orders of a called-off show, in full and with the compensation; again until there are none. */
export async function continueShowCancellation(
  db: Database,
  { scheduleId, limit }: { scheduleId: string; limit: number },
): Promise<Outcome<ShowCancellation & { released: Released[] }>> {
  const gone = await outcomeOf<CancellationState & { released: Released[] }>(
    db,
    sql`SELECT continue_show_cancellation(${scheduleId}, ${limit}) AS outcome`,
  );
  if (!gone.ok) return gone;
  return done({ ...toCancellation(gone.value), released: gone.value.released });
}

/** The called-off shows that have orders left: an order that was late may be among them after all were done. */
export async function openShowCancellations(db: Database): Promise<string[]> {
  const rows = await rowsOf<{ scheduleId: string }>(
    db,
    sql`SELECT c.schedule_id AS "scheduleId" FROM show_cancellation c WHERE c.done_at IS NULL
      OR EXISTS (SELECT FROM order_seat s WHERE s.schedule_id = c.schedule_id AND s.live) ORDER BY c.started_at`,
  );
  return rows.map(({ scheduleId }) => scheduleId);
}

export function toCancellation(row: CancellationState): ShowCancellation {
  const { scheduleId, state, orders, tickets, ordersDone, refundMinor, compensationMinor } = row;
  const money = (amount: number) => ({ amount, currency: row.currency });
  return {
    scheduleId,
    state,
    orders,
    tickets,
    ordersDone,
    refund: money(refundMinor),
    compensation: money(compensationMinor),
    toWallets: money(refundMinor - row.toOriginalMinor - row.byHandMinor + compensationMinor),
    toOriginal: money(row.toOriginalMinor),
    byHand: money(row.byHandMinor),
  };
}
