import { type ComponentChildren, Fragment } from "preact";
import type { AdminPayment } from "../../../contract/money/payments.ts";
import { readSeatKey, seatsText } from "../../../contract/plan/seat-names.ts";
import { language, words } from "../../state/language.ts";
import { ShowLink } from "../parts/show-link.tsx";
import { Moment } from "../parts/moment.tsx";
import { methodText } from "./method-text.ts";

type Fact = [string, ComponentChildren];

export function PaymentFacts({ payment }: { payment: AdminPayment }) {
  const w = words().adminPayments;
  const { email, accountId, orderId, orderNumber, scheduleId, providerKey, deposit } = payment;
  const { show, seats } = payment;
  const facts: Fact[] = [
    [
      w.account,
      <a key="a" class="link" href={`/admin/payments?search=${accountId}`}>
        {email}
      </a>,
    ],
    [w.what, w.purpose[payment.purpose]],
    [w.method, payment.method === null ? w.undecided : methodText(payment.method)],
    [
      w.order,
      orderNumber === null ? (
        (orderId ?? w.nothing)
      ) : (
        <a key="o" class="link" href={`/admin/orders/${orderId}`}>
          {orderNumber}
        </a>
      ),
    ],
    ...(show === null || scheduleId === null
      ? []
      : [
          [words().adminOrders.concert, <ShowLink key="s" id={scheduleId} show={show} />] as Fact,
          [words().adminOrders.seats, seatsText(seats.map(readSeatKey), language.value)] as Fact,
        ]),
    [w.key, providerKey ?? w.nothing],
    [w.at, <Moment key="t" time={payment.createdAt} />],
    ...(payment.reason === null ? [] : [[w.reason, payment.reason] as Fact]),
    ...(deposit === null ? [] : [[w.deposit, `${deposit.bank} ${deposit.accountNumber}`] as Fact]),
    ...(payment.cashReceipt === null ? [] : [[w.cashReceipt, payment.cashReceipt.number] as Fact]),
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
