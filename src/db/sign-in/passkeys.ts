import { sql } from "drizzle-orm";
import type { Passkey } from "../../contract/people/ways-in.ts";
import { done, type Outcome, refuse } from "../../contract/problems.ts";
import { universalTime } from "../catalog/universal-time.ts";
import { type Database, isStoppedBy, rowsOf } from "../connection/database.ts";
import { tell } from "./factors.ts";

/** More than anybody's devices. */
const passkeysMax = 20;

export type KnownPasskey = {
  id: string;
  accountId: string;
  credentialId: string;
  publicKey: string;
  counter: number;
};

export async function passkeyOf(db: Database, credentialId: string): Promise<KnownPasskey | null> {
  const [row] = await rowsOf<KnownPasskey>(
    db,
    sql`SELECT id, account_id AS "accountId", credential_id AS "credentialId", public_key AS "publicKey",
      counter::float8 AS counter FROM passkey WHERE credential_id = ${credentialId}`,
  );
  return row ?? null;
}

export type NewPasskey = {
  accountId: string;
  sessionId: string;
  proof: SpentProof;
  credentialId: string;
  publicKey: string;
  counter: number;
  transports: string[];
  isBackedUp: boolean;
  name: string;
};
/** What may be used once, and until when it would hold. */
export type SpentProof = { id: string; expiresAt: number };

/** Adds a passkey for a challenge that nothing has answered yet. This session has thereby shown a second factor. */
export async function addPasskey(db: Database, wanted: NewPasskey): Promise<Outcome<Passkey>> {
  const { accountId, sessionId, proof, name, isBackedUp } = wanted;
  try {
    const [row] = await rowsOf<{ id: string; createdAtMs: number }>(
      db,
      sql`WITH spent AS (
        INSERT INTO spent_proof (id, expires_at)
        VALUES (${proof.id}::uuid, ${universalTime(proof.expiresAt)}::timestamptz)
        ON CONFLICT DO NOTHING RETURNING id
      ), confirmed AS (
        INSERT INTO passkey (account_id, credential_id, public_key, counter, transports, name, is_backed_up)
        SELECT ${accountId}::uuid, ${wanted.credentialId}, ${wanted.publicKey}, ${wanted.counter}::bigint,
          ${JSON.stringify(wanted.transports)}::jsonb, ${name}, ${isBackedUp}
        FROM spent WHERE (SELECT count(*) FROM passkey WHERE account_id = ${accountId}::uuid) < ${passkeysMax}
        RETURNING *
      ), shown AS (
        UPDATE session s SET second_factor_at = now(), authenticated_at = now() FROM confirmed
        WHERE s.id = ${sessionId}::uuid
      ) ${tell("security.passkey-added")}
      SELECT id, epoch_ms(created_at)::float8 AS "createdAtMs" FROM confirmed`,
    );
    if (!row) return refuse("conflict", "The challenge has been used, or there are 20 passkeys");
    const createdAt = universalTime(row.createdAtMs);
    return done({ id: row.id, name, createdAt, lastUsedAt: null, isBackedUp });
  } catch (error) {
    if (isStoppedBy(error, "passkey_credential"))
      return refuse("conflict", "This passkey is known already");
    throw error;
  }
}

export type PasskeyUse = {
  id: string;
  proof: SpentProof;
  counter: number;
  isBackedUp: boolean;
};

/**
 * Notes a use for a challenge that nothing has answered yet. A counter that does not grow means a copy of the key, and
 * is refused; an authenticator that does not count always says 0.
 */
export async function usePasskey(db: Database, use: PasskeyUse): Promise<boolean> {
  const { id, proof, counter, isBackedUp } = use;
  const used = await rowsOf(
    db,
    sql`WITH spent AS (
      INSERT INTO spent_proof (id, expires_at)
      VALUES (${proof.id}::uuid, ${universalTime(proof.expiresAt)}::timestamptz)
      ON CONFLICT DO NOTHING RETURNING id
    )
    UPDATE passkey SET counter = ${counter}::bigint, last_used_at = now(), is_backed_up = ${isBackedUp}
    FROM spent WHERE passkey.id = ${id}::uuid
      AND (counter < ${counter}::bigint OR counter = 0 AND ${counter}::bigint = 0)
    RETURNING passkey.id`,
  );
  return used.length > 0;
}

export async function renamePasskey(
  db: Database,
  { accountId, passkeyId, name }: { accountId: string; passkeyId: string; name: string },
): Promise<boolean> {
  const renamed = await rowsOf(
    db,
    sql`UPDATE passkey SET name = ${name}
    WHERE id = ${passkeyId}::uuid AND account_id = ${accountId}::uuid RETURNING id`,
  );
  return renamed.length > 0;
}
