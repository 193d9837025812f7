import { type SQL, sql } from "drizzle-orm";
import { type Database, rowsOf } from "../connection/database.ts";

/** Wrong tries of the second factor within the span after which one has to wait. */
const triesMax = 10;
const span = sql`interval '15 minutes'`;

/** Whether sign-ins to an account go on to a second step: its app, or a passkey of staff. */
export const asksSecondStep = (accountId: SQL): SQL<boolean> =>
  sql<boolean>`(EXISTS (SELECT FROM authenticator x WHERE x.account_id = ${accountId} AND x.confirmed_at IS NOT NULL)
    OR is_staff(${accountId}) AND EXISTS (SELECT FROM passkey k WHERE k.account_id = ${accountId}))`;

export type KnownFactors = {
  hasApp: boolean;
  passkeys: { id: string; transports: string[] }[];
  recoveryCodesLeft: number;
  asksSecondStep: boolean;
};

/** What an account can show as a second factor. */
export async function factorsOf(db: Database, accountId: string): Promise<KnownFactors> {
  const [row] = await rowsOf<KnownFactors>(
    db,
    sql`SELECT EXISTS (SELECT FROM authenticator WHERE account_id = a.id AND confirmed_at IS NOT NULL) AS "hasApp",
      (SELECT coalesce(jsonb_agg(jsonb_build_object('id', credential_id, 'transports', transports)), '[]')
        FROM passkey WHERE account_id = a.id) AS passkeys,
      (SELECT count(*)::int FROM recovery_code WHERE account_id = a.id AND used_at IS NULL) AS "recoveryCodesLeft",
      ${asksSecondStep(sql`a.id`)} AS "asksSecondStep"
    FROM account a WHERE a.id = ${accountId}::uuid`,
  );
  return row ?? { hasApp: false, passkeys: [], recoveryCodesLeft: 0, asksSecondStep: false };
}

export type Authenticator = { secret: string; lastStep: number; isConfirmed: boolean };

/** Counts a try, exactly, and gives the app's secret; `tooMany` says that no further try is allowed for now. */
export async function tryFactor(
  db: Database,
  accountId: string,
): Promise<{ tooMany: boolean; authenticator: Authenticator | null }> {
  const [row] = await rowsOf<{ count: number } & Partial<Authenticator>>(
    db,
    sql`WITH counted AS (
      INSERT INTO factor_try AS t (account_id, count) VALUES (${accountId}::uuid, 1)
      ON CONFLICT (account_id) DO UPDATE SET
        count = CASE WHEN t.since < now() - ${span} THEN 1 ELSE t.count + 1 END,
        since = CASE WHEN t.since < now() - ${span} THEN now() ELSE t.since END
      RETURNING count
    )
    SELECT c.count, a.secret, a.last_step AS "lastStep", a.confirmed_at IS NOT NULL AS "isConfirmed"
    FROM counted c LEFT JOIN authenticator a ON a.account_id = ${accountId}::uuid`,
  );
  const { count = 0, secret, lastStep = 0, isConfirmed = false } = row ?? {};
  const authenticator = secret ? { secret, lastStep, isConfirmed } : null;
  return { tooMany: count > triesMax, authenticator };
}

/** Marks the step of a right code as used. False if it was used at the same moment. */
export async function useStep(
  db: Database,
  { accountId, step }: { accountId: string; step: number },
): Promise<boolean> {
  const used = await rowsOf(
    db,
    sql`WITH used AS (
      UPDATE authenticator SET last_step = ${step}
      WHERE account_id = ${accountId}::uuid AND last_step < ${step} AND confirmed_at IS NOT NULL RETURNING account_id
    ), cleared AS (DELETE FROM factor_try t USING used WHERE t.account_id = used.account_id)
    SELECT FROM used`,
  );
  return used.length > 0;
}

/** Keeps a new secret, which replaces an unconfirmed one. False if a confirmed one is there. */
export async function beginAuthenticator(
  db: Database,
  { accountId, secret }: { accountId: string; secret: string },
): Promise<boolean> {
  const begun = await rowsOf(
    db,
    sql`INSERT INTO authenticator AS a (account_id, secret) VALUES (${accountId}::uuid, ${secret})
    ON CONFLICT (account_id) DO UPDATE SET secret = excluded.secret, created_at = now(), last_step = 0
      WHERE a.confirmed_at IS NULL
    RETURNING account_id`,
  );
  return begun.length > 0;
}

export type Confirmation = {
  accountId: string;
  sessionId: string;
  secret: string;
  step: number;
  codeHashes: string[];
};

/** Lets the authenticator count from now on, with new recovery codes. This session has thereby shown a second factor. */
export async function confirmAuthenticator(db: Database, wanted: Confirmation): Promise<boolean> {
  const { accountId, sessionId, secret, step, codeHashes } = wanted;
  const confirmed = await rowsOf(
    db,
    sql`WITH confirmed AS (
      UPDATE authenticator SET confirmed_at = now(), last_step = ${step}
      WHERE account_id = ${accountId}::uuid AND secret = ${secret} AND confirmed_at IS NULL RETURNING account_id
    ), old AS (
      DELETE FROM recovery_code r USING confirmed c WHERE r.account_id = c.account_id
    ), added AS (
      INSERT INTO recovery_code (account_id, code_hash)
      SELECT c.account_id, decode(h, 'hex') FROM confirmed c, unnest(${sql.param(codeHashes)}::text[]) h
    ), shown AS (
      UPDATE session s SET second_factor_at = now(), authenticated_at = now() FROM confirmed
      WHERE s.id = ${sessionId}::uuid
    ), cleared AS (DELETE FROM factor_try t USING confirmed c WHERE t.account_id = c.account_id)
    ${tell("security.app-added")}
    SELECT FROM confirmed`,
  );
  return confirmed.length > 0;
}

/** Removes the app, and the recovery codes unless a passkey still needs them. */
export async function removeAuthenticator(db: Database, accountId: string): Promise<boolean> {
  const removed = await rowsOf(
    db,
    sql`WITH confirmed AS (
      DELETE FROM authenticator WHERE account_id = ${accountId}::uuid RETURNING account_id
    ), codes AS (
      DELETE FROM recovery_code r USING confirmed c WHERE r.account_id = c.account_id
        AND NOT EXISTS (SELECT FROM passkey k WHERE k.account_id = c.account_id)
    ) ${tell("security.app-removed")}
    SELECT FROM confirmed`,
  );
  return removed.length > 0;
}

/** Replaces all recovery codes, if the account has a second factor that they stand in for. */
export async function replaceRecoveryCodes(
  db: Database,
  { accountId, codeHashes }: { accountId: string; codeHashes: string[] },
): Promise<boolean> {
  const added = await rowsOf(
    db,
    sql`WITH confirmed AS (
      SELECT a.id AS account_id FROM account a WHERE a.id = ${accountId}::uuid
        AND (EXISTS (SELECT FROM authenticator x WHERE x.account_id = a.id AND x.confirmed_at IS NOT NULL)
          OR EXISTS (SELECT FROM passkey k WHERE k.account_id = a.id))
    ), old AS (
      DELETE FROM recovery_code r USING confirmed c WHERE r.account_id = c.account_id
        AND r.code_hash <> ALL (SELECT decode(h, 'hex') FROM unnest(${sql.param(codeHashes)}::text[]) h)
    ), added AS (
      INSERT INTO recovery_code (account_id, code_hash)
      SELECT c.account_id, decode(h, 'hex') FROM confirmed c, unnest(${sql.param(codeHashes)}::text[]) h
      ON CONFLICT DO NOTHING
    ) ${tell("security.codes-renewed")}
    SELECT FROM confirmed`,
  );
  return added.length > 0;
}

/** Uses a recovery code up. False if there is none such. */
export async function useRecoveryCode(
  db: Database,
  { accountId, codeHash }: { accountId: string; codeHash: string },
): Promise<boolean> {
  const used = await rowsOf(
    db,
    sql`WITH confirmed AS (
      UPDATE recovery_code SET used_at = now()
      WHERE account_id = ${accountId}::uuid AND code_hash = decode(${codeHash}, 'hex') AND used_at IS NULL
      RETURNING account_id
    ), cleared AS (DELETE FROM factor_try t USING confirmed c WHERE t.account_id = c.account_id)
    ${tell("security.code-used")}
    SELECT FROM confirmed`,
  );
  return used.length > 0;
}

/** Mails the account that one of its ways in has changed. Follows a WITH clause that has `confirmed`. */
export const tell = (topic: string, more: SQL = sql`'{}'::jsonb`): SQL => sql`, told AS (
      INSERT INTO outbox (topic, payload)
      SELECT ${topic}, jsonb_build_object('accountId', account_id) || ${more} FROM confirmed
    )`;
