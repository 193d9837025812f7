import type { Lab } from "./lab.ts";

/** Accounts with so much in their wallets, as a top-up would have left them. */
export async function openAccounts({ sql }: Lab, ids: string[], balanceMinor: number) {
  await sql.query(
    `INSERT INTO account (id, email, email_verified_at, password_hash, name, locale)
     SELECT id, id || '@frontrow.test', now(), '-', '하늘', 'ko' FROM unnest($1::uuid[]) AS id`,
    [ids],
  );
  await sql.query(
    `INSERT INTO wallet (account_id, currency, balance_minor, lines)
     SELECT id, 'KRW', $2, 1 FROM unnest($1::uuid[]) AS id`,
    [ids, balanceMinor],
  );
  await sql.query(
    `INSERT INTO transfer (kind, debit_id, credit_id, amount_minor, currency, wallet_id, wallet_line,
       balance_after_minor)
     SELECT 'top-up', gateway_account(), id, $2, 'KRW', id, 1, $2 FROM unnest($1::uuid[]) AS id`,
    [ids, balanceMinor],
  );
}
