import type { Order } from "../../../contract/money/orders.ts";
import type { Refund } from "../../../contract/money/refunds.ts";
import { getPayment } from "../../api/payments.ts";
import { Amount } from "../../components/amount.tsx";
import { When } from "../../components/when.tsx";
import { local, words } from "../../state/language.ts";
import { useResource } from "../../state/resource.ts";
import { bankName } from "./banks.ts";

/** One refund target and its progress. */
export function RefundLine({ refund }: { refund: Refund }) {
  const { account, to, status, doneAt, createdAt } = refund;
  const w = words().payments;
  const { timeZone } = Intl.DateTimeFormat().resolvedOptions();
  return (
    <>
      {account ? `${local(bankName(account.bank))} ${account.accountNumber}` : w.back[to]}{" "}
      <Amount of={refund.amount} /> · {w.backStatus[status]} ·{" "}
      <When time={doneAt ?? createdAt} timeZone={timeZone} />
    </>
  );
}

/** An order's refunds and their progress; the wallet's part returns at once. */
export function OrderRefunds({ order }: { order: Order }) {
  const { paymentId, refunded } = order;
  const w = words().payments;
  // Reloaded when more has been refunded.
  const name = paymentId === null ? null : `payment:${paymentId}:${refunded.amount}`;
  const { data } = useResource(name, () => getPayment(paymentId ?? ""));
  const refunds = (data?.refunds ?? []).filter(({ amount }) => amount.amount > 0);
  const isOnItsWay = refunds.some(({ status, to }) => status === "due" && to === "original");
  return (
    <>
      <b>
        <Amount of={refunded} />
      </b>
      {paymentId === null ? <> · {w.back.wallet}</> : null}
      {refunds.map((refund) => (
        <span key={refund.id} class="block c-2">
          <RefundLine refund={refund} />
        </span>
      ))}
      {isOnItsWay ? <span class="block c-2">{w.backWhen}</span> : null}
    </>
  );
}
