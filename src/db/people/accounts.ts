import { and, eq, sql } from "drizzle-orm";
import type { Account, Locale } from "../../contract/people/accounts.ts";
import type { Consent } from "../../contract/people/consent.ts";
import type { Currency } from "../../contract/money/money.ts";
import { done, type Outcome, refuse } from "../../contract/problems.ts";
import { ask, type Database, rowsOf } from "../connection/database.ts";
import { universalTime } from "../catalog/universal-time.ts";
import { accounts } from "../schema/accounts.ts";
import type { NewSession } from "./sessions.ts";

export type NewAccount = {
  id: string;
  email: string;
  name: string;
  locale: Locale;
  passwordHash: string;
  consent: Consent;
  currency?: Currency;
  session: NewSession;
};

const columns = {
  id: accounts.id,
  email: accounts.email,
  name: accounts.name,
  isStaff: sql<boolean>`is_staff(${accounts.id})`,
  locale: accounts.locale,
  createdAt: accounts.createdAt,
};

/** Makes an account with an empty wallet and its first session, or nothing if the address is known. */
export async function signUp(db: Database, wanted: NewAccount): Promise<Outcome<Account>> {
  const { id, email, name, locale, passwordHash, currency = "KRW", session } = wanted;
  const consent = JSON.stringify(wanted.consent);
  const rows = await rowsOf<{ createdAtMs: number }>(
    db,
    sql`WITH added AS (
      INSERT INTO account (id, email, password_hash, name, locale, consent)
      VALUES (${id}, lower(${email}), ${passwordHash}, ${name}, ${locale}, ${consent}::jsonb)
      ON CONFLICT (lower(email)) DO NOTHING RETURNING *
    ), purse AS (
      INSERT INTO wallet (account_id, currency) SELECT id, ${currency} FROM added
    ), agreed AS (
      INSERT INTO consent_record (account_id, item, version, is_given)
      SELECT id, jsonb_array_elements_text(consent->'items'), consent->>'version', true FROM added
    ), begun AS (
      INSERT INTO session (id, account_id, user_agent)
      SELECT ${session.sessionId}::uuid, id, ${session.userAgent} FROM added
    ), token AS (
      INSERT INTO refresh_token (token_hash, session_id, expires_at)
      SELECT decode(${session.tokenHash}, 'hex'), ${session.sessionId}::uuid,
        ${universalTime(session.expiresAt)}::timestamptz FROM added
    ), told AS (
      INSERT INTO outbox (topic, payload)
      SELECT 'account.welcome', jsonb_build_object('accountId', id) FROM added
    )
    SELECT epoch_ms(created_at)::float8 AS "createdAtMs" FROM added`,
  );
  const [row] = rows;
  if (!row) return refuse("email-taken");
  const createdAt = universalTime(row.createdAtMs);
  return done({ id, email: email.toLowerCase(), name, isStaff: false, locale, createdAt });
}

export async function accountForLogin(
  db: Database,
  email: string,
): Promise<{ account: Account; passwordHash: string | null; isSuspended: boolean } | null> {
  const [row] = await ask(() =>
    db
      .select({
        ...columns,
        passwordHash: accounts.passwordHash,
        isSuspended: sql<boolean>`${accounts.suspendedAt} IS NOT NULL`,
      })
      .from(accounts)
      .where(eq(sql`lower(${accounts.email})`, email.toLowerCase())),
  );
  if (!row) return null;
  const { passwordHash, isSuspended, ...account } = row;
  return { account: toAccount(account), passwordHash, isSuspended };
}

export async function accountById(db: Database, accountId: string): Promise<Account | null> {
  const [row] = await ask(() =>
    db.select(columns).from(accounts).where(eq(accounts.id, accountId)),
  );
  return row ? toAccount(row) : null;
}

export async function changeProfile(
  db: Database,
  {
    accountId,
    name,
    locale,
  }: { accountId: string; name?: string | undefined; locale?: Locale | undefined },
): Promise<Account | null> {
  const [row] = await ask(() =>
    db
      .update(accounts)
      // Setting the id to itself lets a change of nothing be a change like any other.
      .set({ id: accountId, name, locale })
      .where(eq(accounts.id, accountId))
      .returning(columns),
  );
  return row ? toAccount(row) : null;
}

/** Stores the same password hashed by newer rules, unless it was replaced since it was checked. */
export async function rehash(
  db: Database,
  {
    accountId,
    checked,
    passwordHash,
  }: { accountId: string; checked: string; passwordHash: string },
): Promise<void> {
  const isSame = and(eq(accounts.id, accountId), eq(accounts.passwordHash, checked));
  await ask(() => db.update(accounts).set({ passwordHash }).where(isSame));
}

type AccountRow = Omit<Account, "createdAt"> & { createdAt: Date };

function toAccount({ createdAt, ...rest }: AccountRow): Account {
  return { ...rest, createdAt: createdAt.toISOString() };
}
