import { useEffect, useMemo } from "preact/hooks";
import type { Hold } from "../../contract/sale/holds.ts";
import type { Money } from "../../contract/money/money.ts";
import type { PaymentMethod } from "../../contract/money/payments.ts";
import { type OrderWish, placeOrder } from "../api/orders.ts";
import { priceHold } from "../api/payments.ts";
import { getWallet } from "../api/wallets.ts";
import { createPayment } from "../sale/payment.ts";
import { useResource } from "../state/resource.ts";
import { navigate } from "../state/router.ts";
import { account } from "../state/session.ts";
import { createChoice, forgetChoice, isAboutCoupon } from "./choice.ts";
import { focusFault } from "./fields/fault-line.tsx";
import { createOrderForm } from "./order-form.ts";

/** All that a checkout knows: what was chosen and filled in, what it costs, how it is to be paid, and whether it is. */
export function useCheckout(hold: Hold, onChanged: () => Promise<void>) {
  const wallet = useResource("wallet", getWallet);
  const choice = useMemo(() => createChoice(hold, priceHold), [hold.id]);
  const form = useMemo(() => createOrderForm(hold.id, account.value?.email ?? ""), [hold.id]);
  const payment = useMemo(() => createPayment(hold, placeOrder), [hold.id]);
  const total = choice.quote.value?.total;
  const balance = wallet.data?.balance;
  const short = total && balance ? total.amount - balance.amount : 0;
  const missing = total && short > 0 ? { ...total, amount: short } : null;
  // Nothing is chosen for the fan before it is known what the wallet affords, so that no choice changes by itself.
  const isKnown = total !== undefined && (balance !== undefined || wallet.error !== undefined);
  const offered = isKnown ? (missing || !balance ? "card" : "wallet") : null;
  const way = choice.method.value ?? offered;
  const part = balance && total ? partOf(way, balance, total) : null;
  const fromWallet = form.usesBalance.value ? part : null;
  useEffect(() => {
    form.method.value = way;
  }, [form, way]);
  const send = async (wish: OrderWish) => {
    const order = await payment.start(wish);
    const refusal = payment.refusal.value;
    if (order?.status === "awaiting-payment") {
      const { id, checkoutUrl } = order.payment;
      if (checkoutUrl === null) navigate(`/payment/return?payment=${id}`);
      else location.assign(checkoutUrl);
    } else if (order) {
      forgetChoice(hold.id);
      navigate(`/orders/${order.id}?new=1`, { replace: true });
    } else if (refusal?.code === "already-paid") navigate("/me", { replace: true });
    else if (refusal && isAboutCoupon(refusal)) await choice.dropCoupon(refusal);
    else if (refusal) await Promise.all([wallet.reload(), choice.refresh(), onChanged()]);
  };
  const pay = async () => {
    const begun = payment.begun();
    if (begun) return await send(begun.wish);
    const filled = form.wish();
    if (!filled) return focusFault();
    // Nobody pays a price that they have not seen.
    const shown = choice.quote.value;
    if (!shown || way === null) return;
    const expectedMinor = shown.total.amount;
    const inParts = fromWallet ? { walletMinor: fromWallet.amount } : {};
    await send({ ...choice.wish(way), expectedMinor, ...inParts, ...filled });
  };
  // A payment that had begun before a reload is taken up where it was, with the same key.
  useEffect(() => {
    void choice.refresh();
    const begun = payment.begun();
    if (begun) void send(begun.wish);
  }, [payment]);
  return { choice, form, payment, pay, way, missing, balance, part, fromWallet };
}

/** The least that the payment company takes. */
const companyMinor = 100;

/** What the wallet may pay beside a card: all that it holds, if that leaves something to pay. */
function partOf(way: PaymentMethod | null, balance: Money, total: Money): Money | null {
  const isOffered = way === "card" || way === "easyPay" || way === "transfer";
  const isPart = balance.amount > 0 && balance.amount <= total.amount - companyMinor;
  return isOffered && isPart ? balance : null;
}
