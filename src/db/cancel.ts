import { sql } from "drizzle-orm";
import type { Outcome } from "../contract/problems.ts";
import { type Database, outcomeOf } from "./database.ts";
import { universalTime } from "./local-time.ts";

export type Cancellation = {
  accountId: string;
  orderId: string;
  key: string;
  requestHash: string;
  reason: string | null;
  now: number;
};

export type Cancelled = {
  refundedMinor: number;
  holdId: string;
  scheduleId: string;
  seats: number[];
  replayed: boolean;
};

/**
 * Cancels an order and gives the whole price back to the wallet, fees too; cancelling again changes nothing and gives
 * the same answer. The schedule is to be told that the seats are free; an outbox row tells it too.
 */
export function cancelOrder(db: Database, wanted: Cancellation): Promise<Outcome<Cancelled>> {
  const { accountId, orderId, key, requestHash, reason, now } = wanted;
  return outcomeOf(
    db,
    sql`SELECT cancel_order(${orderId}, ${accountId}, ${key}, decode(${requestHash}, 'hex'), ${reason},
      ${universalTime(now)}) AS outcome`,
  );
}
