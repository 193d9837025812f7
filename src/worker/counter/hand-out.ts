import type { CollectTickets, FoundOrders } from "../../contract/admin/counter-orders.ts";
import type { Database } from "../../db/connection/database.ts";
import { type Collection, collectTickets } from "../../db/counter/collections.ts";
import { collectibleTickets, findToCollect } from "../../db/counter/found-orders.ts";
import { receiptByKey, type UnsignedReceipt } from "../../db/counter/receipts.ts";
import type { CounterAct } from "../../db/counter/sales.ts";
import type { KeyHolder } from "../identity/key-ring.ts";
import { ProblemError, unwrap } from "../problem.ts";
import { wordsOf } from "./collection-search.ts";
import { ticketKeys } from "../tickets/ticket-key.ts";
import { readTicket } from "../tickets/ticket-token.ts";

/** Finds orders of a date by a ticket's code or by words. */
export async function findOrdersOf(
  holder: KeyHolder,
  db: Database,
  { scheduleId, search, limit }: { scheduleId: string; search: string; limit: number },
): Promise<FoundOrders> {
  const ticket = await readTicket(await ticketKeys(holder), { token: search, scheduleId });
  const words = ticket ? { by: "number" as const, number: ticket.orderNumber } : wordsOf(search);
  const items = await findToCollect(db, { scheduleId, words, limit });
  return { items, by: ticket ? "ticket" : words.by };
}

/** Hands out tickets. Those whose price type asks for a proof need it, or are paid up to the full price. */
export async function handOut(
  db: Database,
  act: CounterAct & { orderId: string; asked: CollectTickets },
): Promise<UnsignedReceipt> {
  const { by, key, requestHash, orderId, asked } = act;
  const { seats, proofsSeen, tenders } = asked;
  const tickets = await collectibleTickets(db, orderId);
  const fullPrice: Collection["fullPrice"] = [];
  for (const seat of seats) {
    const ticket = tickets.find((each) => each.seat === seat);
    const isRaised = asked.fullPrice.includes(seat);
    if (isRaised && ticket?.type)
      fullPrice.push({ seat, type: ticket.type, minor: ticket.fullMinor });
    else if (ticket?.needsProof && !proofsSeen.includes(seat))
      throw new ProblemError("proof-needed", String(seat));
  }
  const raisedMinor = fullPrice.reduce((sum, { minor }) => sum + minor, 0);
  const before = raisedMinor === asked.expectedMinor ? null : await collectedBefore(db, act);
  if (before) return before;
  if (raisedMinor !== asked.expectedMinor)
    throw new ProblemError("price-changed", String(raisedMinor));
  const collection = { by, key, requestHash, orderId, seats, proofsSeen, fullPrice, tenders };
  return unwrap(await collectTickets(db, collection));
}

/** The first try of this request has changed the price already. */
async function collectedBefore(
  db: Database,
  {
    by: { accountId: operatorId, scope },
    key,
    requestHash,
    orderId,
  }: CounterAct & { orderId: string },
): Promise<UnsignedReceipt | null> {
  if (operatorId === null) return null;
  const { organizationId } = scope;
  const asked = { operatorId, organizationId, key, requestHash };
  const receipt = unwrap(await receiptByKey(db, asked));
  return receipt?.orderId === orderId ? receipt : null;
}
