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
] as const;

/**
 * Deletes, by at most so many rows of a kind and the oldest first, what is of no use any more. docs/operations.md says
 * how long each is kept and why. Every kind is found by an index that begins with its oldest row.
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
    // The ids of the last three begin with their time.
    sql`notices AS (
      DELETE FROM payment_notice WHERE id IN (
        SELECT id FROM payment_notice WHERE id < (SELECT uuidv7(interval '-90 days')) ${oldest(sql`id`)}
      ) RETURNING 1
    )`,
    sql`events AS (
      DELETE FROM payment_event WHERE id IN (
        SELECT e.id FROM payment_event e WHERE e.id < (SELECT uuidv7(interval '-1 year -1 day'))
          AND NOT EXISTS (SELECT FROM payment p WHERE p.id = e.payment_id AND p.issue IS NOT NULL)
        ${oldest(sql`e.id`)}
      ) RETURNING 1
    )`,
    sql`reconciliations AS (
      DELETE FROM reconciliation WHERE id IN (
        SELECT id FROM reconciliation WHERE id < (SELECT uuidv7(interval '-90 days')) ${oldest(sql`id`)}
      ) RETURNING 1
    )`,
  ];
}
