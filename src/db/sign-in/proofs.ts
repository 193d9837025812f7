import { sql } from "drizzle-orm";
import type { SignInMethod } from "../../contract/people/sessions.ts";
import { universalTime } from "../catalog/universal-time.ts";
import { type Database, rowsOf } from "../connection/database.ts";
import type { SpentProof } from "./passkeys.ts";

/** When the person of a session last proved to be who they are, in Unix milliseconds; null for an ended session. */
export async function provedAt(db: Database, sessionId: string): Promise<number | null> {
  const [row] = await rowsOf<{ at: number }>(
    db,
    sql`SELECT epoch_ms(authenticated_at)::float8 AS at FROM session
    WHERE id = ${sessionId}::uuid AND revoked_at IS NULL`,
  );
  return row?.at ?? null;
}

/** Notes that the person of a session has just proved to be who they are, and whether with a second factor. */
export async function noteProof(
  db: Database,
  { sessionId, isTwofold }: { sessionId: string; isTwofold: boolean },
): Promise<void> {
  await rowsOf(
    db,
    sql`UPDATE session SET authenticated_at = now(),
      second_factor_at = CASE WHEN ${isTwofold} THEN now() ELSE second_factor_at END
    WHERE id = ${sessionId}::uuid AND revoked_at IS NULL`,
  );
}

/** Uses up what holds once. False if it was used before. */
export async function spend(db: Database, { id, expiresAt }: SpentProof): Promise<boolean> {
  const spent = await rowsOf(
    db,
    sql`INSERT INTO spent_proof (id, expires_at)
    VALUES (${id}::uuid, ${universalTime(expiresAt)}::timestamptz) ON CONFLICT DO NOTHING RETURNING id`,
  );
  return spent.length > 0;
}

/** The hash that a password is checked against; null for an account without one. */
export async function passwordOf(
  db: Database,
  accountId: string,
): Promise<{ passwordHash: string | null } | null> {
  const [row] = await rowsOf<{ passwordHash: string | null }>(
    db,
    sql`SELECT password_hash AS "passwordHash" FROM account WHERE id = ${accountId}::uuid`,
  );
  return row ?? null;
}

/** Notes how a new session has come in. */
export async function noteEntry(
  db: Database,
  entry: { sessionId: string; method: SignInMethod; isTwofold: boolean },
): Promise<void> {
  await rowsOf(
    db,
    sql`UPDATE session SET method = ${entry.method},
      second_factor_at = CASE WHEN ${entry.isTwofold} THEN now() END WHERE id = ${entry.sessionId}::uuid`,
  );
}
