import { type SQL, sql } from "drizzle-orm";
import { type Database, rowsOf } from "../connection/database.ts";

/** How many rows of each kind were deleted. */
export type Swept = Record<(typeof counted)[number], number>;

const counted = [
  "keys",
  "told",
  "givenUp",
  "tokens",
  "sessions",
  "reminders",
  "voids",
  "notices",
  "events",
  "reconciliations",
  "attempts",
  "waits",
  "imports",
  "security",
  "proofs",
  "tries",
] as const;

/** A list has up to a hundred thousand rows, which go with it. */
const importsMax = 5;

/**
 * Deletes rows that are no longer needed: at most `limit` of each kind, the oldest first. docs/operations.md says how long
 * each kind is kept, and why. An index finds the rows of each kind.
 */
export async function sweep(db: Database, { limit }: { limit: number }): Promise<Swept> {
  const counts = counted.map(
    (kind) => sql`(SELECT count(*)::int FROM ${name(kind)}) AS ${name(kind)}`,
  );
  const [row] = await rowsOf<Swept>(
    db,
    sql`WITH ${sql.join(deletions(limit), sql`, `)} SELECT ${sql.join(counts, sql`, `)}`,
  );
  if (!row) throw new Error("the sweep gave no row");
  return row;
}

const name = (kind: (typeof counted)[number]) => sql.identifier(kind);

function deletions(limit: number): SQL[] {
  const oldest = (column: SQL) => sql`ORDER BY ${column} LIMIT ${limit}`;
  return [
    sql`keys AS (
      DELETE FROM idempotency_key WHERE (account_id, key) IN (
        SELECT account_id, key FROM idempotency_key WHERE created_at < now() - interval '30 days'
        ${oldest(sql`created_at`)}
      ) RETURNING 1
    )`,
    sql`told AS (
      DELETE FROM outbox WHERE id IN (
        SELECT id FROM outbox WHERE delivered_at < now() - interval '30 days' ${oldest(sql`delivered_at`)}
      ) RETURNING 1
    )`,
    sql`"givenUp" AS (
      DELETE FROM outbox WHERE id IN (
        SELECT id FROM outbox WHERE failed_at < now() - interval '90 days' ${oldest(sql`failed_at`)}
      ) RETURNING 1
    )`,
    sql`tokens AS (
      DELETE FROM refresh_token WHERE token_hash IN (
        SELECT token_hash FROM refresh_token WHERE expires_at < now() - interval '1 day'
        ${oldest(sql`expires_at`)}
      ) RETURNING token_hash, session_id
    )`,
    sql`sessions AS (
      DELETE FROM session WHERE id IN (SELECT session_id FROM tokens) AND NOT EXISTS (
        SELECT FROM refresh_token t
        WHERE t.session_id = session.id AND t.token_hash NOT IN (SELECT token_hash FROM tokens)
      ) RETURNING 1
    )`,
    sql`reminders AS (
      DELETE FROM sale_reminder WHERE (concert_id, opens_at, lead, account_id) IN (
        SELECT concert_id, opens_at, lead, account_id FROM sale_reminder
        WHERE opens_at < now() - interval '7 days' ${oldest(sql`opens_at`)}
      ) RETURNING 1
    )`,
    // Holds that were given up. Those that were paid belong to their orders.
    sql`voids AS (
      DELETE FROM settlement WHERE hold_id IN (
        SELECT hold_id FROM settlement WHERE order_id IS NULL AND at < now() - interval '90 days'
        ${oldest(sql`at`)}
      ) RETURNING 1
    )`,
    // The ids of notices, events and reports begin with their time.
    sql`notices AS (
      DELETE FROM payment_notice WHERE id IN (
        SELECT id FROM payment_notice WHERE id < (SELECT uuidv7(interval '-90 days')) ${oldest(sql`id`)}
      ) RETURNING 1
    )`,
    // A trigger refuses to delete a younger event, and one such row would stop the whole sweep.
    sql`events AS (
      DELETE FROM payment_event WHERE id IN (
        SELECT e.id FROM payment_event e WHERE e.id < (SELECT uuidv7(interval '-1 year -1 day'))
          AND e.at < now() - interval '1 year'
          AND NOT EXISTS (SELECT FROM payment p WHERE p.id = e.payment_id AND p.issue IS NOT NULL)
        ${oldest(sql`e.id`)}
      ) RETURNING 1
    )`,
    // No money moved by a refused payment, so it is no record of a payment, which the law has us keep for five years.
    // The two days more let its history go first.
    sql`attempts AS (
      DELETE FROM payment WHERE id IN (
        SELECT p.id FROM payment p
        WHERE p.status = 'refused' AND p.issue IS NULL AND p.settled_at < now() - interval '1 year 2 days'
          AND NOT EXISTS (SELECT FROM refund r WHERE r.payment_id = p.id)
          AND NOT EXISTS (SELECT FROM customer_order o WHERE o.id = p.order_id)
        ${oldest(sql`p.settled_at`)} FOR UPDATE SKIP LOCKED
      ) RETURNING id, order_id
    )`,
    sql`forms AS (DELETE FROM order_form WHERE order_id = ANY (ARRAY(SELECT order_id FROM attempts)))`,
    sql`addresses AS (DELETE FROM payment_return WHERE payment_id = ANY (ARRAY(SELECT id FROM attempts)))`,
    sql`past AS (
      SELECT e.id FROM schedule s JOIN waitlist_entry e ON e.schedule_id = s.id
      WHERE s.starts_at < now() - interval '30 days' LIMIT ${limit}
    )`,
    sql`offers AS (DELETE FROM waitlist_offer WHERE entry_id IN (SELECT id FROM past))`,
    sql`waits AS (DELETE FROM waitlist_entry WHERE id IN (SELECT id FROM past) RETURNING 1)`,
    sql`imports AS (
      DELETE FROM data_import WHERE id IN (
        SELECT id FROM data_import WHERE created_at < now() - interval '1 day'
        ORDER BY created_at LIMIT ${Math.min(limit, importsMax)} FOR UPDATE SKIP LOCKED
      ) RETURNING 1
    )`,
    sql`reconciliations AS (
      DELETE FROM reconciliation WHERE id IN (
        SELECT id FROM reconciliation WHERE id < (SELECT uuidv7(interval '-90 days')) ${oldest(sql`id`)}
      ) RETURNING 1
    )`,
    sql`security AS (
      DELETE FROM security_event WHERE id IN (
        SELECT id FROM security_event WHERE id < (SELECT uuidv7(interval '-90 days')) ${oldest(sql`id`)}
      ) RETURNING 1
    )`,
    sql`proofs AS (
      DELETE FROM spent_proof WHERE id IN (
        SELECT id FROM spent_proof WHERE expires_at < now() - interval '1 hour' ${oldest(sql`expires_at`)}
      ) RETURNING 1
    )`,
    // Whoever tries again at this moment keeps the row.
    sql`tries AS (
      DELETE FROM factor_try WHERE account_id IN (
        SELECT account_id FROM factor_try WHERE since < now() - interval '1 hour'
        ${oldest(sql`since`)} FOR UPDATE SKIP LOCKED
      ) RETURNING 1
    )`,
  ];
}
