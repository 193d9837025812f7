import { sql } from "drizzle-orm";
import type { Locale } from "../../contract/people/accounts.ts";
import type { Consent } from "../../contract/people/consent.ts";
import { done, type Outcome, refuse } from "../../contract/problems.ts";
import { type Database, isStoppedBy, rowsOf } from "../connection/database.ts";
import { tell } from "./factors.ts";

export type Identity = { provider: string; issuer: string; subject: string; email: string | null };

/** The account of somebody at a provider, which is thereby used; and whether an address has an account. */
export async function accountOfIdentity(
  db: Database,
  { issuer, subject, email }: { issuer: string; subject: string; email: string | null },
): Promise<{ accountId: string | null; isAddressKnown: boolean }> {
  const [row] = await rowsOf<{ accountId: string | null; isAddressKnown: boolean }>(
    db,
    sql`WITH used AS (
      UPDATE linked_identity SET last_used_at = now()
      WHERE issuer = ${issuer} AND subject = ${subject} RETURNING account_id
    )
    SELECT (SELECT account_id FROM used) AS "accountId",
      EXISTS (SELECT FROM account WHERE lower(email) = lower(${email ?? ""})) AS "isAddressKnown"`,
  );
  return row ?? { accountId: null, isAddressKnown: false };
}

/** Links somebody at a provider to the account of a session that is active. */
export async function linkIdentity(
  db: Database,
  { accountId, sessionId, identity }: { accountId: string; sessionId: string; identity: Identity },
): Promise<Outcome<null>> {
  const { provider, issuer, subject, email } = identity;
  try {
    const linked = await rowsOf(
      db,
      sql`WITH confirmed AS (
        INSERT INTO linked_identity (account_id, provider, issuer, subject, email)
        SELECT s.account_id, ${provider}, ${issuer}, ${subject}, ${email} FROM session s
        WHERE s.id = ${sessionId}::uuid AND s.account_id = ${accountId}::uuid AND s.revoked_at IS NULL
        RETURNING account_id
      ) ${tell("security.linked", sql`jsonb_build_object('provider', ${provider}::text)`)}
      SELECT FROM confirmed`,
    );
    return linked.length > 0 ? done(null) : refuse("session-ended");
  } catch (error) {
    if (isStoppedBy(error, "linked_identity_person") || isStoppedBy(error, "linked_identity_once"))
      return refuse("conflict", "This account of the provider is linked already");
    throw error;
  }
}

export type NewPerson = {
  accountId: string;
  email: string;
  name: string;
  locale: Locale;
  consent: Consent;
  identity: Identity;
};

/** Makes an account without a password for somebody at a provider, with a verified address that no account has. */
export async function signUpByProvider(db: Database, wanted: NewPerson): Promise<Outcome<null>> {
  const { accountId, email, name, locale, identity } = wanted;
  const consent = JSON.stringify(wanted.consent);
  try {
    const made = await rowsOf(
      db,
      sql`WITH added AS (
        INSERT INTO account (id, email, email_verified_at, name, locale, consent)
        VALUES (${accountId}, lower(${email}), now(), ${name}, ${locale}, ${consent}::jsonb)
        ON CONFLICT (lower(email)) DO NOTHING RETURNING *
      ), purse AS (
        INSERT INTO wallet (account_id, currency) SELECT id, 'KRW' FROM added
      ), agreed AS (
        INSERT INTO consent_record (account_id, item, version, is_given)
        SELECT id, jsonb_array_elements_text(consent->'items'), consent->>'version', true FROM added
      ), linked AS (
        INSERT INTO linked_identity (account_id, provider, issuer, subject, email, last_used_at)
        SELECT id, ${identity.provider}, ${identity.issuer}, ${identity.subject}, ${identity.email}, now() FROM added
      ), told AS (
        INSERT INTO outbox (topic, payload)
        SELECT 'account.welcome', jsonb_build_object('accountId', id) FROM added
      )
      SELECT FROM added`,
    );
    return made.length > 0 ? done(null) : refuse("email-taken");
  } catch (error) {
    if (isStoppedBy(error, "linked_identity_person"))
      return refuse("conflict", "This account of the provider is linked already");
    throw error;
  }
}
