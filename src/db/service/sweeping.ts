import { sql } from "drizzle-orm";
import { type Database, rowsOf } from "../connection/database.ts";

export type Swept = {
  keys: number;
  told: number;
  givenUp: number;
  tokens: number;
  sessions: number;
  reminders: number;
};

/**
 * Forgets, by at most so many rows of a kind, what is of no use any more: keys that no client repeats, what was told a
 * month ago, and log-ins that have run out. docs/operations.md says how long each is kept.
 */
export async function sweep(db: Database, { limit }: { limit: number }): Promise<Swept> {
  const [row] = await rowsOf<Swept>(
    db,
    sql`WITH keys AS (
      DELETE FROM idempotency_key WHERE (account_id, key) IN (
        SELECT account_id, key FROM idempotency_key WHERE created_at < now() - interval '30 days'
        ORDER BY created_at LIMIT ${limit}
      ) RETURNING 1
    ), told AS (
      DELETE FROM outbox WHERE id IN (
        SELECT id FROM outbox WHERE delivered_at < now() - interval '30 days'
        ORDER BY delivered_at LIMIT ${limit}
      ) RETURNING 1
    ), given_up AS (
      DELETE FROM outbox WHERE id IN (
        SELECT id FROM outbox WHERE failed_at < now() - interval '90 days'
        ORDER BY failed_at LIMIT ${limit}
      ) RETURNING 1
    ), tokens AS (
      DELETE FROM refresh_token WHERE token_hash IN (
        SELECT token_hash FROM refresh_token WHERE expires_at < now() - interval '1 day'
        ORDER BY expires_at LIMIT ${limit}
      ) RETURNING token_hash, session_id
    ), sessions AS (
      DELETE FROM session WHERE id IN (SELECT session_id FROM tokens) AND NOT EXISTS (
        SELECT FROM refresh_token t
        WHERE t.session_id = session.id AND t.token_hash NOT IN (SELECT token_hash FROM tokens)
      ) RETURNING 1
    ), reminders AS (
      DELETE FROM sale_reminder WHERE (concert_id, opens_at, lead, account_id) IN (
        SELECT concert_id, opens_at, lead, account_id FROM sale_reminder WHERE opens_at < now() - interval '7 days'
        ORDER BY opens_at LIMIT ${limit}
      ) RETURNING 1
    )
    SELECT (SELECT count(*)::int FROM reminders) AS reminders, (SELECT count(*)::int FROM keys) AS keys, (SELECT count(*)::int FROM told) AS told,
      (SELECT count(*)::int FROM given_up) AS "givenUp", (SELECT count(*)::int FROM tokens) AS tokens,
      (SELECT count(*)::int FROM sessions) AS sessions`,
  );
  return row ?? { keys: 0, told: 0, givenUp: 0, tokens: 0, sessions: 0, reminders: 0 };
}
