import "../styles/my-pages.ts";
import type { ListedPayment } from "../../contract/money/payments.ts";
import { listPayments } from "../api/payments.ts";
import { Amount } from "../components/amount.tsx";
import { Empty } from "../components/feedback/empty.tsx";
import { Gate } from "../account/gate.tsx";
import { Paged } from "../components/feedback/paged.tsx";
import { useTitle } from "../components/title.tsx";
import { When } from "../components/when.tsx";
import { RefundLine } from "./refunds/refund-lines.tsx";
import { local, words } from "../state/language.ts";

/** All my payments through the gateway with their outcomes. */
export function PaymentsPage() {
  const w = words().payments;
  useTitle(w.title);
  return (
    <main id="main" class="wrap page">
      <Gate reason={w.signIn}>{() => <History />}</Gate>
    </main>
  );
}

function History() {
  const w = words().payments;
  return (
    <div class="stack-8">
      <h1>{w.title}</h1>
      <Paged name="payments" load={listPayments}>
        {(payments) => <Lines payments={payments} />}
      </Paged>
      <p class="help">
        {w.elsewhere}{" "}
        <a class="link" href="/wallet">
          {words().nav.wallet}
        </a>
      </p>
    </div>
  );
}

function Lines({ payments }: { payments: ListedPayment[] }) {
  if (payments.length === 0)
    return (
      <Empty icon="wallet" title={words().payments.empty}>
        <a class="btn btn--primary" href="/">
          {words().tickets.browse}
        </a>
      </Empty>
    );
  return (
    <ul class="paid">
      {payments.map((payment) => (
        <Line key={payment.id} payment={payment} />
      ))}
    </ul>
  );
}

const open = ["ready", "awaiting-deposit", "unknown"];

function Line({ payment }: { payment: ListedPayment }) {
  const w = words().payments;
  const { timeZone } = Intl.DateTimeFormat().resolvedOptions();
  const { purpose, status, method, walletPart, cashReceipt, refunds } = payment;
  const href = hrefOf(payment);
  const what = payment.concert === null ? w.purpose[purpose] : local(payment.concert);
  return (
    <li>
      <p class="between">
        {href === null ? <b>{what}</b> : <a href={href}>{what}</a>}
        <b>
          <Amount of={payment.amount} />
        </b>
      </p>
      <p class="t-14 c-2">
        <b>{w.status[status]}</b>
        {" · "}
        {method === null ? "" : `${words().payWith.method[method]} · `}
        <When time={payment.createdAt} timeZone={timeZone} />
      </p>
      {walletPart.amount > 0 ? (
        <p class="t-14 c-2">
          {words().payWith.fromWallet} <Amount of={walletPart} />
        </p>
      ) : null}
      {cashReceipt ? (
        <p class="t-14 c-2 num">
          {words().receipt.title} · {words().receipt.type[cashReceipt.type]} · {cashReceipt.number}
        </p>
      ) : null}
      {refunds.map((refund) => (
        <p class="t-14 c-2" key={refund.id}>
          <RefundLine refund={refund} />
        </p>
      ))}
    </li>
  );
}

/** A paid payment links to its order; an open one to the page where the gateway sends fans back. */
function hrefOf({ id, purpose, status, orderId }: ListedPayment): string | null {
  if (purpose === "top-up") return null;
  if (open.includes(status)) return `/payment/return?payment=${id}`;
  return status === "paid" && orderId !== null ? `/orders/${orderId}` : null;
}
