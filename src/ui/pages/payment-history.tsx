import "../payment/payment.css";
import { useSignal } from "@preact/signals";
import type { Payment } from "../../contract/payments.ts";
import type { Refund } from "../../contract/refunds.ts";
import type { Page } from "../api/concerts.ts";
import { listPayments } from "../api/payments.ts";
import { Amount } from "../components/amount.tsx";
import { Empty } from "../components/empty.tsx";
import { Gate } from "../components/gate.tsx";
import { SkeletonLines } from "../components/loading.tsx";
import { useTitle } from "../components/title.tsx";
import { Trouble } from "../components/trouble.tsx";
import { When } from "../components/when.tsx";
import { words } from "../state/language.ts";
import { useResource } from "../state/resource.ts";

/** All my payments through the company and what became of each, in words. */
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
  const payments = useResource<Page<Payment>>("payments", () => listPayments());
  const isBusy = useSignal(false);
  const { data, error } = payments;
  if (!data && error) return <Trouble error={error} onRetry={() => void payments.reload()} />;
  if (!data) return <SkeletonLines lines={6} />;
  const more = async (cursor: string) => {
    isBusy.value = true;
    const next = await listPayments(cursor).catch(() => null);
    if (next) payments.set({ ...next, items: [...data.items, ...next.items] });
    isBusy.value = false;
  };
  return (
    <div class="stack-8">
      <h1>{w.title}</h1>
      {data.items.length === 0 ? <Empty icon="wallet" title={w.empty} /> : null}
      <ul class="paid">
        {data.items.map((payment) => (
          <Line key={payment.id} payment={payment} />
        ))}
      </ul>
      {data.nextCursor === null ? null : (
        <button
          class="btn btn--secondary"
          type="button"
          aria-busy={isBusy.value}
          onClick={() => void more(data.nextCursor ?? "")}
        >
          {words().home.more}
        </button>
      )}
    </div>
  );
}

const open = ["ready", "awaiting-deposit", "unknown"];

function Line({ payment }: { payment: Payment }) {
  const w = words().payments;
  const { timeZone } = Intl.DateTimeFormat().resolvedOptions();
  const { purpose, status, method, refunds } = payment;
  const href = hrefOf(payment);
  const what = w.purpose[purpose];
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
      {refunds.map((refund) => (
        <Back key={refund.id} refund={refund} />
      ))}
    </li>
  );
}

/** A paid order is the place to look at; what is still open is gone on with where the company sends people back. */
function hrefOf({ id, purpose, status, orderId }: Payment): string | null {
  if (purpose === "top-up") return null;
  if (open.includes(status)) return `/payment/return?payment=${id}`;
  return status === "paid" && orderId !== null ? `/orders/${orderId}` : null;
}

function Back({ refund }: { refund: Refund }) {
  const w = words().payments;
  const { timeZone } = Intl.DateTimeFormat().resolvedOptions();
  return (
    <p class="t-14 c-2">
      {w.back[refund.to]} <Amount of={refund.amount} /> · {w.backStatus[refund.status]} ·{" "}
      <When time={refund.doneAt ?? refund.createdAt} timeZone={timeZone} />
    </p>
  );
}
