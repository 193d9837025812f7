import type { Money } from "../../contract/money/money.ts";
import { flagPayment } from "../../db/money/card-payments.ts";
import type { Database } from "../../db/connection/database.ts";
import { GatewayUnreachable } from "./gateway.ts";
import type { GatewayPayment, PaymentGateway } from "./gateway.ts";

type Ours = { id: string; amount: Money };

/**
 * Looks a payment up by our own id. A browser or a webhook may name any key, but only a payment of this id and amount
 * counts. Undefined if the gateway does not answer.
 */
export async function lookUp(
  db: Database,
  gateway: PaymentGateway,
  row: Ours,
): Promise<GatewayPayment | null | undefined> {
  try {
    return await ours(db, row, await gateway.byOrder(row.id));
  } catch (error) {
    if (error instanceof GatewayUnreachable) return undefined;
    throw error;
  }
}

/**
 * What the gateway knows under our id, if it is the payment that we asked for. Another amount is not; and should it have
 * been taken all the same, somebody has to look at it.
 */
async function ours(
  db: Database,
  { id, amount }: Ours,
  payment: GatewayPayment | null,
): Promise<GatewayPayment | null> {
  if (payment === null || payment.orderId !== id) return null;
  if (payment.amount === amount.amount) return payment;
  if (payment.state === "paid") {
    const { record } = payment;
    await flagPayment(db, { paymentId: id, issue: "amount-differs", record });
  }
  return null;
}
