import type { Money } from "../../contract/money.ts";
import { flagPayment } from "../../db/card-payments.ts";
import type { Database } from "../../db/database.ts";
import type { GatewayPayment } from "./gateway.ts";

/**
 * What the company knows under our id, if it is the payment that we asked for. Another amount is not; and should it have
 * been taken all the same, somebody has to look at it.
 */
export async function ours(
  db: Database,
  { id, amount }: { id: string; amount: Money },
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
