import { type ComponentChildren, Fragment } from "preact";
import type { AdminPayment } from "../../../contract/money/payments.ts";
import { words } from "../../state/language.ts";
import { Moment } from "../parts/moment.tsx";
import { methodText } from "./payments-page.tsx";

export function PaymentFacts({ payment }: { payment: AdminPayment }) {
  const w = words().adminPayments;
  const { email, accountId, orderId, orderNumber, scheduleId, providerKey, deposit } = payment;
  const facts: [string, ComponentChildren][] = [
    [
      w.account,
      <a key="a" class="link" href={`/admin/payments?search=${accountId}`}>
        {email}
      </a>,
    ],
    [w.what, w.purpose[payment.purpose]],
    [w.method, payment.method === null ? w.undecided : methodText(payment.method)],
    [w.order, orderNumber ?? orderId ?? w.nothing],
    [
      w.schedule,
      scheduleId === null ? (
        w.nothing
      ) : (
        <a key="s" class="link" href={`/admin/sales/${scheduleId}`}>
          {w.toSale}
        </a>
      ),
    ],
    [w.key, providerKey ?? w.nothing],
    [w.at, <Moment key="t" time={payment.createdAt} />],
    ...(payment.reason === null ? [] : [[w.reason, payment.reason] as [string, string]]),
    ...(deposit === null
      ? []
      : [[w.deposit, `${deposit.bank} ${deposit.accountNumber}`] as [string, string]]),
    ...(payment.cashReceipt === null
      ? []
      : [[w.cashReceipt, payment.cashReceipt.number] as [string, string]]),
  ];
  return (
    <dl class="dl adm__facts">
      {facts.map(([name, value]) => (
        <Fragment key={name}>
          <dt>{name}</dt>
          <dd class="adm__detail">{value}</dd>
        </Fragment>
      ))}
    </dl>
  );
}
