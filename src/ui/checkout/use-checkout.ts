import { useSignal } from "@preact/signals";
import { useEffect } from "preact/hooks";
import type { Hold } from "../../contract/sale/holds.ts";
import type { Money } from "../../contract/money/money.ts";
import type { PaymentMethod } from "../../contract/money/payments.ts";
import { type OrderRequest, placeOrder } from "../api/orders.ts";
import { getTerms, priceHold } from "../api/payments.ts";
import { ApiError } from "../api/problem.ts";
import { getWallet } from "../api/wallets.ts";
import { keepHolds } from "../holds/kept-holds.ts";
import { createPayment } from "../sale/payment.ts";
import { account } from "../state/session.ts";
import { useResource } from "../state/resource.ts";
import { navigate } from "../state/router.ts";
import { createChoice, forgetChoice, isAboutCoupon } from "./choice.ts";
import { focusFault } from "../components/fault-line.tsx";
import { createOrderForm } from "./order-form.ts";

/** The fan's choices, entries and started payment. It outlives every form that shows it. */
export function createDraft(hold: Pick<Hold, "id" | "scheduleId">, accountMail: string) {
  return {
    choice: createChoice(hold, priceHold),
    form: createOrderForm(hold.id, accountMail),
    payment: createPayment(hold, placeOrder),
  };
}

export type Draft = ReturnType<typeof createDraft>;

/** The draft with the server's data: the terms, the price, and the wallet's balance. */
export function useCheckout(draft: Draft, hold: Hold, onChanged: () => Promise<void>) {
  const { choice, form, payment } = draft;
  const wallet = useResource("wallet", getWallet);
  const terms = useResource(`terms:${hold.scheduleId}`, () => getTerms(hold.scheduleId));
  const isPressed = useSignal(false);
  const total = choice.quote.value?.total;
  const balance = wallet.data?.balance;
  const short = total && balance ? total.amount - balance.amount : 0;
  const missing = total && short > 0 ? { ...total, amount: short } : null;
  // No method is preselected before the balance is known, so that no choice changes by itself.
  const isKnown = total !== undefined && (balance !== undefined || wallet.error !== undefined);
  const preset = isKnown ? (missing || !balance ? "card" : "wallet") : null;
  const way = choice.method.value ?? preset;
  const part = balance && total ? partOf(way, balance, total) : null;
  const fromWallet = form.usesBalance.value ? part : null;
  const send = async (wanted: OrderRequest) => {
    const order = await payment.start(wanted);
    const refusal = payment.refusal.value;
    if (order?.status === "awaiting-payment") {
      const { id, checkoutUrl } = order.payment;
      if (checkoutUrl === null) navigate(`/payment/return?payment=${id}`);
      else location.assign(checkoutUrl);
    } else if (order) {
      forgetChoice(hold.id);
      keepHolds(account.peek()?.id, hold.scheduleId, []);
      navigate(`/orders/${order.id}?new=1`, { replace: true });
    } else if (refusal?.code === "already-paid") navigate("/me", { replace: true });
    else if (refusal && isAboutCoupon(refusal)) await choice.dropCoupon(refusal);
    else if (refusal) await Promise.all([wallet.reload(), choice.refresh(), onChanged()]);
  };
  const pay = async () => {
    const begun = payment.begun();
    if (begun) return await send(begun.wanted);
    // Missing entries show even before the balance is known and a method is preselected.
    const filled = form.wanted(way ?? "wallet");
    if (!filled) return focusFault();
    const shown = choice.quote.value;
    if (isPressed.peek() || !shown || way === null) return;
    isPressed.value = true;
    await choice.settled();
    isPressed.value = false;
    const expectedMinor = shown.total.amount;
    const now = choice.quote.value?.total.amount;
    // A fan never pays a price that was not shown.
    if (now !== expectedMinor) {
      if (now !== undefined) payment.refusal.value = new ApiError("price-changed");
      return;
    }
    const inParts = fromWallet ? { walletMinor: fromWallet.amount } : {};
    await send({ ...choice.wanted(way), expectedMinor, ...inParts, ...filled });
  };
  // A payment from before a reload continues with the same key.
  useEffect(() => {
    void choice.refresh();
    const begun = payment.begun();
    if (begun) void send(begun.wanted);
  }, [payment]);
  // Parts that arrive later than the form would push away the control under the finger.
  const isReady =
    (total !== undefined || choice.error.value !== undefined) &&
    [wallet, terms].every(({ data, error }) => data !== undefined || error !== undefined);
  return {
    ...draft,
    isReady,
    isBusy: isPressed.value,
    terms: terms.data,
    pay,
    way,
    missing,
    balance,
    part,
    fromWallet,
  };
}

/** The gateway's minimum amount. */
const minGatewayMinor = 100;

/** The wallet's possible part beside a card: its whole balance, if that leaves something to pay. */
function partOf(way: PaymentMethod | null, balance: Money, total: Money): Money | null {
  const takesPart = way === "card" || way === "easyPay" || way === "transfer";
  const isPart = balance.amount > 0 && balance.amount <= total.amount - minGatewayMinor;
  return takesPart && isPart ? balance : null;
}
