import { type ComponentChildren, Fragment } from "preact";
import type { AdminOrder } from "../../../contract/admin/orders.ts";
import { readSeatKey, seatText } from "../../../contract/plan/seat-names.ts";
import { getAdminOrder } from "../../api/admin.ts";
import { Amount } from "../../components/amount.tsx";
import { SkeletonLines } from "../../components/feedback/loading.tsx";
import { Trouble } from "../../components/feedback/trouble.tsx";
import { useTitle } from "../../components/title.tsx";
import type { PageProps } from "../../frame/screen.tsx";
import { language, local, words } from "../../state/language.ts";
import { useResource } from "../../state/resource.ts";
import { Moment } from "../parts/moment.tsx";
import { ShowLink } from "../parts/show-link.tsx";
import { Table } from "../parts/table.tsx";
import { PayByHand } from "../refunds/pay-by-hand.tsx";
import { RefundButton } from "../refunds/refund-button.tsx";
import { methodText } from "../payments/method-text.ts";

/** One order with any payment method: the buyer, the seats, and the refunds. */
export function OrderPage({ params }: PageProps) {
  const id = params["id"] ?? "";
  useTitle(words().adminOrders.title);
  const order = useResource<AdminOrder>(`admin order ${id}`, () => getAdminOrder(id));
  if (!order.data && order.error)
    return <Trouble error={order.error} onRetry={() => void order.reload()} />;
  if (!order.data) return <SkeletonLines lines={8} />;
  return <Loaded order={order.data} onRefund={() => void order.reload()} />;
}

function Loaded({ order, onRefund }: { order: AdminOrder; onRefund: () => void }) {
  const w = words().adminOrders;
  const isCancelled = order.status === "cancelled";
  return (
    <>
      <div class="adm__head">
        <h1>
          {order.number} · <Amount of={order.total} />
        </h1>
        <span class={`badge badge--box badge--${isCancelled ? "out" : "open"}`}>
          {w.status[order.status]}
        </span>
        <RefundButton order={order} onDone={onRefund} />
      </div>
      <div class="adm__pair">
        <section class="adm__card" aria-labelledby="facts">
          <h2 id="facts">{w.title}</h2>
          <Facts order={order} />
        </section>
        <div class="adm__stack">
          <Seats order={order} />
          <Refunds order={order} onPaid={onRefund} />
        </div>
      </div>
    </>
  );
}

function Facts({ order }: { order: AdminOrder }) {
  const w = words().adminOrders;
  const { buyer, concert, venue, startsAt, scheduleId, paymentId, refunded } = order;
  const show = { title: concert.title, startsAt, timeZone: venue.timeZone };
  const facts: [string, ComponentChildren][] = [
    [w.concert, <ShowLink key="s" id={scheduleId} show={show} />],
    [
      w.buyer,
      buyer ? (
        <>
          {buyer.name}
          <br />
          {[buyer.email, buyer.phone].filter(Boolean).join(" · ")}
        </>
      ) : (
        w.hidden
      ),
    ],
    [w.method, methodText(order.method)],
    ...(paymentId === null
      ? []
      : [
          [
            w.payment,
            <a key="p" class="link" href={`/admin/payments/${paymentId}`}>
              {w.toPayment}
            </a>,
          ] as [string, ComponentChildren],
        ]),
    [w.paidAt, <Moment key="t" time={order.paidAt} />],
    [w.total, <Amount key="a" of={order.total} />],
    ...(refunded.amount === 0
      ? []
      : [[w.refunded, <Amount key="r" of={refunded} />] as [string, ComponentChildren]]),
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

function Seats({ order: { seats } }: { order: AdminOrder }) {
  const w = words().adminOrders;
  return (
    <section class="adm__card" aria-labelledby="seats">
      <h2 id="seats">{w.seats}</h2>
      <Table name={w.seats} head={[w.seats, `>${w.total}`]}>
        {seats.map(({ seat, key, zoneName, price, discount, fee, isCancelled }) => (
          <tr key={seat}>
            <td class="adm__what">
              {seatText(readSeatKey(key), language.value)}
              <span class="adm__sub">
                {[local(zoneName), ...(isCancelled ? [w.gone] : [])].join(" · ")}
              </span>
            </td>
            <td class="right nowrap">
              <Amount of={{ ...price, amount: price.amount - discount.amount + fee.amount }} />
            </td>
          </tr>
        ))}
      </Table>
    </section>
  );
}

function Refunds({ order, onPaid }: { order: AdminOrder; onPaid: () => void }) {
  const { refunds } = order;
  const w = words().adminOrders;
  const { refundTo, refundStatus } = words().adminPayments;
  if (refunds.length === 0) return null;
  return (
    <section class="adm__card" aria-labelledby="refunds">
      <h2 id="refunds">{w.refunds}</h2>
      <ol class="adm__timeline">
        {refunds.map(({ id, createdAt, amount, to, status }) => (
          <li key={id}>
            <Moment time={createdAt} />
            <p class="t-14">
              <b>
                <Amount of={amount} />
              </b>{" "}
              {refundTo[to]} · {refundStatus[status]}
            </p>
            {to === "hand" && status === "due" ? (
              <PayByHand orderId={order.id} refundId={id} onDone={onPaid} />
            ) : null}
          </li>
        ))}
      </ol>
    </section>
  );
}
