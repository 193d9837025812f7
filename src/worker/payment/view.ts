import type { Payment } from "../../contract/money/payments.ts";
import type { SaleTerms } from "../../contract/money/refunds.ts";
import type { ReturnTo } from "../../contract/money/return-addresses.ts";
import { shownPayment } from "../../db/money/payment-rows.ts";
import type { PaymentRow } from "../../db/money/payment-rows.ts";
import type { AppContext } from "../app-env.ts";
import { checkoutUrl } from "./gateway-for.ts";

/** A payment as its fan sees it, with the checkout address while it is unpaid. */
export function paymentView(
  c: AppContext,
  row: PaymentRow,
  about: { orderName: string; terms: SaleTerms } | null = null,
  returnTo: ReturnTo | null = null,
): Payment {
  const { id, purpose, status, method, amount } = row;
  const back = purpose === "order" ? `/payment/return?payment=${id}` : `/wallet/top-up?topUp=${id}`;
  const checkout = {
    id,
    amount,
    method,
    back,
    returnTo,
    cashReceipt: row.cashReceipt,
    ...(about ? { orderName: about.orderName, depositMinutes: about.terms.depositMinutes } : {}),
  };
  return {
    ...shownPayment(row),
    checkoutUrl: status === "ready" ? checkoutUrl(c, checkout) : null,
    // An open payment has no refunds; a settled one is read with them.
    refunds: [],
  };
}
