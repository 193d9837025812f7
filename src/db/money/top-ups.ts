import { sql } from "drizzle-orm";
import type { Currency, Money } from "../../contract/money/money.ts";
import { done, type Outcome, refuse } from "../../contract/problems.ts";
import type { TopUp } from "../../contract/money/wallets.ts";
import { type Database, isStoppedBy, outcomeOf, rowsOf } from "../connection/database.ts";
import type { ReturnTo } from "../../contract/money/return-addresses.ts";
import { withEntries } from "./order-forms.ts";
import { universalTime } from "../catalog/universal-time.ts";

/** A top-up without its checkout address, which only the gateway adapter knows. */
export type TopUpRow = {
  id: string;
  accountId: string;
  status: TopUp["status"];
  amount: Money;
  provider: string;
  providerKey: string | null;
  createdAt: string;
};

export type NewTopUp = {
  paymentId: string;
  accountId: string;
  amountMinor: number;
  provider: string;
  key: string;
  requestHash: string;
  /** Where the browser goes after the checkout, if not to our own pages. */
  returnTo?: ReturnTo | undefined;
};

export type TopUpEnd = {
  paymentId: string;
  /** Null for the gateway's own notice, which names no account. */
  accountId: string | null;
  /** Null if the gateway has never seen it. */
  providerKey: string | null;
  approvedMinor: number;
  status: "paid" | "refused" | "unknown";
  reason?: string | null;
  /** The gateway's answer, unchanged. */
  record: unknown;
};

type PaymentRow = Omit<TopUpRow, "amount" | "createdAt"> & {
  amountMinor: number;
  currency: Currency;
  createdAtMs: number;
};

/** Begins a top-up; the same key again gives the same top-up. */
export async function startTopUp(
  db: Database,
  { paymentId, accountId, amountMinor, provider, key, requestHash, returnTo }: NewTopUp,
): Promise<Outcome<TopUpRow & { replayed: boolean }>> {
  const started = await outcomeOf<PaymentRow & { replayed: boolean }>(
    db,
    withEntries(
      sql`SELECT start_top_up(${paymentId}, ${accountId}, ${amountMinor}, ${provider}, ${key},
        decode(${requestHash}, 'hex')) AS outcome`,
      { accountId, returnTo },
    ),
  );
  if (!started.ok) return started;
  return done({ ...toTopUp(started.value), replayed: started.value.replayed });
}

export async function topUpById(
  db: Database,
  { paymentId, accountId }: { paymentId: string; accountId: string },
): Promise<TopUpRow | null> {
  const [row] = await rowsOf<{ payment: PaymentRow }>(
    db,
    sql`SELECT payment_row(p) AS payment FROM payment p
    WHERE p.id = ${paymentId} AND p.account_id = ${accountId} AND p.purpose = 'top-up'`,
  );
  return row ? toTopUp(row.payment) : null;
}

/** Records how a top-up ended and credits the wallet once, however often it is reported. */
export async function settleTopUp(db: Database, end: TopUpEnd): Promise<Outcome<TopUpRow>> {
  const { paymentId, accountId, providerKey, approvedMinor, status, record } = end;
  const { reason = null } = end;
  try {
    const settled = await outcomeOf<PaymentRow>(
      db,
      sql`SELECT settle_top_up(${paymentId}, ${accountId}, ${providerKey}, ${approvedMinor}, ${status},
        ${reason}, ${JSON.stringify(record ?? null)}) AS outcome`,
    );
    return settled.ok ? done(toTopUp(settled.value)) : settled;
  } catch (error) {
    if (isStoppedBy(error, "payment_provider_key"))
      return refuse("conflict", "This payment key has already been used");
    throw error;
  }
}

function toTopUp(row: PaymentRow): TopUpRow {
  const { id, accountId, status, provider, providerKey } = row;
  const amount = { amount: row.amountMinor, currency: row.currency };
  return {
    id,
    accountId,
    status,
    amount,
    provider,
    providerKey,
    createdAt: universalTime(row.createdAtMs),
  };
}
