import { sql } from "drizzle-orm";
import type { Tender } from "../../contract/admin/counter.ts";
import { done, type Outcome, refuse } from "../../contract/problems.ts";
import type { Actor } from "../admin/audit.ts";
import { type Database, isStoppedBy, outcomeOf } from "../connection/database.ts";
import { type StoredReceipt, toReceipt, type UnsignedReceipt } from "./receipts.ts";
import { actOf, type CounterAct } from "./sales.ts";

export type Collection = CounterAct & {
  orderId: string;
  seats: number[];
  proofsSeen: number[];
  /** The tickets that lose their price type, and what each costs more then. */
  fullPrice: { seat: number; type: string; minor: number }[];
  tenders: Tender[];
};

/** Hands out tickets, each once, in one round trip. */
export async function collectTickets(
  db: Database,
  collection: Collection,
): Promise<Outcome<UnsignedReceipt>> {
  const { orderId, seats, proofsSeen, fullPrice, tenders } = collection;
  const asked = { orderId, seats, proofsSeen, fullPrice, tenders };
  try {
    return receiptOutcome(
      await outcomeOf(
        db,
        sql`SELECT collect_tickets(${JSON.stringify(asked)}, ${actOf(collection)}) AS outcome`,
      ),
      tenders,
    );
  } catch (error) {
    if (isStoppedBy(error, "ticket_handout_once")) return refuse("handed-out");
    throw error;
  }
}

export async function undoCollection(
  db: Database,
  { orderId, seats, reason, by }: { orderId: string; seats: number[]; reason: string; by: Actor },
): Promise<Outcome<UnsignedReceipt>> {
  return receiptOutcome(
    await outcomeOf(
      db,
      sql`SELECT undo_collection(${orderId}, ${sql.param(seats)}::int[], ${reason}, ${by.scope.organizationId},
      ${by.accountId}, ${by.requestId}) AS outcome`,
    ),
  );
}

const receiptOutcome = (
  outcome: Outcome<StoredReceipt>,
  tenders: readonly Tender[] = [],
): Outcome<UnsignedReceipt> => (outcome.ok ? done(toReceipt(outcome.value, tenders)) : outcome);
