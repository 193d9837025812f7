import { sql } from "drizzle-orm";
import type { Account } from "../../contract/people/accounts.ts";
import { done, type Outcome, refuse } from "../../contract/problems.ts";
import { type Database, rowsOf } from "../connection/database.ts";
import { universalTime } from "../catalog/universal-time.ts";
import type { NewSession } from "./sessions.ts";

// Says which password a link is to replace, and tells nothing of it: the hash beneath has a salt of its own. Once that
// password is gone no link fits any more, so no link is kept.
const seal = sql`encode(sha256(convert_to(a.password_hash, 'UTF8')), 'hex')`;

/** Queues the reset mail. An unknown address gets a row too, so that both take as long; it is never sent. */
export async function askForReset(
  db: Database,
  { email, expiresAt }: { email: string; expiresAt: number },
): Promise<void> {
  await rowsOf(
    db,
    sql`INSERT INTO outbox (topic, payload)
    SELECT 'password.reset', jsonb_build_object('accountId', a.id, 'seal', ${seal},
      'expiresAtMs', ${expiresAt}::bigint)
    FROM (VALUES (1)) AS once LEFT JOIN account a ON lower(a.email) = lower(${email})
      AND a.suspended_at IS NULL`,
  );
}

export type Reset = { accountId: string; seal: string; passwordHash: string; session: NewSession };

/** Replaces the password that the link names, ends every session and begins one, or does nothing. */
export async function resetPassword(db: Database, reset: Reset): Promise<Outcome<Account>> {
  const { accountId, passwordHash, session } = reset;
  const [row] = await rowsOf<Omit<Account, "createdAt"> & { createdAtMs: number }>(
    db,
    sql`WITH changed AS (
      UPDATE account a SET password_hash = ${passwordHash}
      WHERE a.id = ${accountId}::uuid AND ${seal} = ${reset.seal} AND a.suspended_at IS NULL RETURNING a.*
    ), ended AS (
      UPDATE session SET revoked_at = now() FROM changed
      WHERE session.account_id = changed.id AND session.revoked_at IS NULL
    ), devices AS (
      DELETE FROM push_subscription USING changed WHERE push_subscription.account_id = changed.id
    ), begun AS (
      INSERT INTO session (id, account_id, user_agent)
      SELECT ${session.sessionId}::uuid, id, ${session.userAgent} FROM changed
    ), token AS (
      INSERT INTO refresh_token (token_hash, session_id, expires_at)
      SELECT decode(${session.tokenHash}, 'hex'), ${session.sessionId}::uuid,
        ${universalTime(session.expiresAt)}::timestamptz FROM changed
    )
    SELECT id, email, name, is_staff(id) AS "isStaff", locale, epoch_ms(created_at)::float8 AS "createdAtMs" FROM changed`,
  );
  if (!row) return refuse("link-spent");
  const { createdAtMs, ...account } = row;
  return done({ ...account, createdAt: universalTime(createdAtMs) });
}
