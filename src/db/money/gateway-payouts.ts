import { sql } from "drizzle-orm";
import type { Currency } from "../../contract/money/money.ts";
import type { Outcome } from "../../contract/problems.ts";
import { type Database, outcomeOf } from "../connection/database.ts";

/** The gateway's payout and its fee. Both may be negative after refunds. */
export type GatewayPayout = {
  provider: string;
  /** Its id at the gateway. */
  reference: string;
  amountMinor: number;
  feeMinor: number;
  currency: Currency;
  record: unknown;
};

/** Books a payout once, however often it is reported; other amounts are a conflict. */
export function recordGatewayPayout(
  db: Database,
  { provider, reference, amountMinor, feeMinor, currency, record }: GatewayPayout,
): Promise<Outcome<{ replayed: boolean }>> {
  return outcomeOf(
    db,
    sql`SELECT record_gateway_settlement(${provider}, ${reference}, ${amountMinor}, ${feeMinor}, ${currency},
      ${JSON.stringify(record ?? null)}) AS outcome`,
  );
}
