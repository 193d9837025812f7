import "./orders.css";
import type { AdminOrder } from "../../../contract/admin/orders.ts";
import type { OrderStory } from "../../../contract/admin/orders/order-story.ts";
import { getAdminOrder } from "../../api/admin.ts";
import { getOrderStory, lookAtBuyer } from "../../api/selling/orders.ts";
import { Amount } from "../../components/amount.tsx";
import { SkeletonLines } from "../../components/feedback/loading.tsx";
import { Trouble } from "../../components/feedback/trouble.tsx";
import { useTitle } from "../../components/title.tsx";
import { When } from "../../components/when.tsx";
import type { PageProps } from "../../frame/screen.tsx";
import { local, words } from "../../state/language.ts";
import { type Resource, useResource } from "../../state/resource.ts";
import { MaskedPerson } from "../parts/reasons/masked-person.tsx";
import { methodText } from "../payments/method-text.ts";
import { RefundButton } from "../refunds/refund-button.tsx";
import { may } from "../staff/employer.ts";
import { OrderActs } from "./order-acts.tsx";
import { OrderMoney } from "./order-money.tsx";
import { OrderRefunds } from "./order-refunds.tsx";
import { OrderSeats } from "./order-seat-table.tsx";
import { OrderStateBadge } from "./order-state.tsx";
import { StoryCard } from "./story-card.tsx";

/** One order: who bought it, its seats and tickets, its money by the ledger, and its whole story. */
export function OrderPage({ params }: PageProps) {
  const id = params["id"] ?? "";
  useTitle(words().orderPages.order);
  const order = useResource<AdminOrder>(`admin order ${id}`, () => getAdminOrder(id));
  const story = useResource<OrderStory>(`order story ${id}`, () => getOrderStory(id));
  if (!order.data && order.error)
    return <Trouble error={order.error} onRetry={() => void order.reload()} />;
  if (!order.data) return <SkeletonLines lines={8} />;
  return <Loaded order={order.data} all={order} story={story} />;
}

type LoadedProps = { order: AdminOrder; all: Resource<AdminOrder>; story: Resource<OrderStory> };

function Loaded({ order, all, story }: LoadedProps) {
  const { status, refunded } = order;
  const state = status === "paid" && refunded.amount > 0 ? "partly-refunded" : status;
  const reload = () => void Promise.all([all.reload(), story.reload()]);
  return (
    <>
      <div class="adm__head">
        <div>
          <h1>
            {order.number} · <Amount of={order.total} />
          </h1>
          <Buyer order={order} />
        </div>
        <OrderStateBadge state={state} />
      </div>
      <div class="order__acts">
        <RefundButton order={order} onDone={reload} />
        <OrderActs order={order} onStory={story.set} />
      </div>
      <div class="adm__pair">
        <div class="adm__stack">
          <OrderSeats
            order={order}
            onChanged={(changed) => {
              all.set(changed);
              void story.reload();
            }}
          />
          <OrderRefunds order={order} onPaid={reload} />
          {story.data ? <OrderMoney order={order} story={story.data} /> : null}
        </div>
        {story.data ? <StoryCard story={story.data} /> : null}
        {!story.data && story.error ? <Trouble error={story.error} onRetry={reload} /> : null}
        {story.data || story.error ? null : <SkeletonLines lines={6} />}
      </div>
    </>
  );
}

function Buyer({ order }: { order: AdminOrder }) {
  const w = words().orderPages;
  const { id, buyer, concert, venue, startsAt, scheduleId, method, channel, paymentId } = order;
  return (
    <div class="order__about t-14 c-2">
      {buyer ? (
        <span>
          {buyer.name ?? w.noName}
          {maskedOf(buyer) === "" ? null : " · "}
          <MaskedPerson
            masked={maskedOf(buyer)}
            onLook={(reason) => lookAtBuyer(id, reason)}
            shown={({ phone, email, mailTo }) =>
              [...new Set([phone, email, mailTo])].filter(Boolean).join(" · ")
            }
          />
        </span>
      ) : (
        <span>{w.hidden}</span>
      )}
      <span>
        <a class="link" href={`/admin/sales/${scheduleId}`}>
          {local(concert.title)}
        </a>{" "}
        · <When time={startsAt} timeZone={venue.timeZone} />
      </span>
      <span>
        {[channel === "web" ? null : w.channels[channel], methodText(method)]
          .filter(Boolean)
          .join(" · ")}
      </span>
      {paymentId !== null && may("finance.read") ? (
        <a class="link" href={`/admin/payments/${paymentId}`}>
          {w.toPayment}
        </a>
      ) : null}
    </div>
  );
}

const maskedOf = ({ phone, email }: NonNullable<AdminOrder["buyer"]>): string =>
  [phone, email].filter(Boolean).join(" · ");
