import { and, eq, isNull, type SQL, sql } from "drizzle-orm";
import type { Account } from "../../contract/people/accounts.ts";
import { done, type Outcome, refuse } from "../../contract/problems.ts";
import { ask, type Database, outcomeOf, rowsOf } from "../connection/database.ts";
import { universalTime } from "../catalog/universal-time.ts";
import { sessions } from "../schema/accounts.ts";

/** A session with its first refresh token, passed only as SHA-256 in hexadecimal. */
export type NewSession = {
  sessionId: string;
  tokenHash: string;
  /** Unix milliseconds. */
  expiresAt: number;
  userAgent: string | null;
};

/** Begins a session, unless the account was suspended meanwhile. A suspension of the same moment waits, and ends it. */
export async function startSession(
  db: Database,
  { accountId, session }: { accountId: string; session: NewSession },
): Promise<Outcome<null>> {
  const begun = await rowsOf(
    db,
    sql`WITH known AS (
      SELECT a.id FROM account a WHERE a.id = ${accountId} AND a.suspended_at IS NULL FOR SHARE
    ), begun AS (
      INSERT INTO session (id, account_id, user_agent)
      SELECT ${session.sessionId}::uuid, id, ${session.userAgent} FROM known
    )
    INSERT INTO refresh_token (token_hash, session_id, expires_at)
    SELECT decode(${session.tokenHash}, 'hex'), ${session.sessionId}::uuid,
      ${universalTime(session.expiresAt)}::timestamptz FROM known RETURNING session_id`,
  );
  return begun.length === 0 ? refuse("account-suspended") : done(null);
}

/**
 * Exchanges a refresh token for the next one. One that was used before ends its session, unless two tabs raced with it:
 * then the later one is refused with `request-in-progress` and may go on with the token that the other was given.
 */
export async function rotateRefresh(
  db: Database,
  { oldHash, newHash, expiresAt }: { oldHash: string; newHash: string; expiresAt: number },
): Promise<Outcome<{ account: Account; sessionId: string }>> {
  return outcomeOf(
    db,
    sql`SELECT rotate_refresh(decode(${oldHash}, 'hex'), decode(${newHash}, 'hex'),
      ${universalTime(expiresAt)}) AS outcome`,
  );
}

export async function endSession(db: Database, sessionId: string): Promise<void> {
  await ask(() =>
    db
      .update(sessions)
      .set({ revokedAt: sql`now()` })
      .where(and(eq(sessions.id, sessionId), isNull(sessions.revokedAt))),
  );
}

/**
 * A statement that gives an `outcome`, unless the session that asks for it has been ended: its access token is good for
 * some minutes more, and must not move money then. It costs no round trip of its own.
 */
export function unlessEnded(statement: SQL, sessionId: string | undefined): SQL {
  if (sessionId === undefined) return statement;
  return sql`SELECT CASE WHEN EXISTS (SELECT FROM session WHERE id = ${sessionId} AND revoked_at IS NOT NULL)
    THEN refusal('session-ended') ELSE (${statement}) END AS outcome`;
}

/** Logs an account out everywhere and gives the number of sessions. Its devices get no more pushes. */
export async function endAllSessions(db: Database, accountId: string): Promise<number> {
  const ended = await rowsOf(
    db,
    sql`WITH devices AS (DELETE FROM push_subscription WHERE account_id = ${accountId})
    UPDATE session SET revoked_at = now() WHERE account_id = ${accountId} AND revoked_at IS NULL RETURNING id`,
  );
  return ended.length;
}
