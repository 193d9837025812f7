import { sql } from "drizzle-orm";
import type { LocalText } from "../../contract/money/money.ts";
import type { KnownHold } from "../../contract/sale/holds.ts";
import { universalTime } from "../catalog/universal-time.ts";
import { type Database, rowsOf } from "../connection/database.ts";

type Row = {
  holdId: string;
  scheduleId: string;
  concert: LocalText;
  seats: number;
  payment: KnownHold["payment"];
  offeredUntilMs: number | null;
};

const isOpen = sql`p.status IN ('ready', 'awaiting-deposit', 'unknown')`;
/** More holds than a fan pays for at once. Any further ones are found once these have ended. */
const most = 20;

/** The holds of an account that wait for a payment at the gateway, newest first, and those that are waitlist offers. */
export async function knownHolds(
  db: Database,
  { accountId }: { accountId: string },
): Promise<KnownHold[]> {
  const title = sql`(SELECT c.title FROM schedule s JOIN concert c ON c.id = s.concert_id`;
  const rows = await rowsOf<Row>(
    db,
    sql`(SELECT p.hold_id AS "holdId", p.schedule_id AS "scheduleId", ${title} WHERE s.id = p.schedule_id) AS concert,
      jsonb_array_length(p.draft->'seats') AS seats,
      jsonb_build_object('id', p.id, 'status', p.status, 'dueAt', p.deposit->'dueAt') AS payment,
      NULL::float8 AS "offeredUntilMs"
    FROM payment p WHERE p.account_id = ${accountId} AND p.purpose = 'order' AND ${isOpen}
    ORDER BY p.created_at DESC LIMIT ${most})
    UNION ALL
    (SELECT o.id, o.schedule_id, ${title} WHERE s.id = o.schedule_id), cardinality(o.seats), NULL,
      epoch_ms(o.expires_at)::float8
    FROM waitlist_entry e JOIN waitlist_offer o ON o.entry_id = e.id AND o.state = 'open'
    WHERE e.account_id = ${accountId} AND e.state = 'offered'
      AND NOT EXISTS (SELECT FROM settlement t WHERE t.hold_id = o.id AND t.order_id IS NOT NULL)
      AND NOT EXISTS (SELECT FROM payment p WHERE p.hold_id = o.id AND ${isOpen}) LIMIT ${most})`,
  );
  return rows.map(({ offeredUntilMs, ...row }) => ({
    ...row,
    offeredUntil: offeredUntilMs === null ? null : universalTime(offeredUntilMs),
  }));
}

/** True while a payment for this hold is open at the gateway, or its outcome is not known. */
export async function isBeingPaid(db: Database, { holdId }: { holdId: string }): Promise<boolean> {
  const rows = await rowsOf(
    db,
    sql`SELECT FROM payment p WHERE p.hold_id = ${holdId} AND ${isOpen} LIMIT 1`,
  );
  return rows.length > 0;
}
