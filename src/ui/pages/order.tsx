import "./order.css";
import type { Order } from "../../contract/orders.ts";
import { getOrder } from "../api/orders.ts";
import { Amount } from "../components/amount.tsx";
import { Gate } from "../components/gate.tsx";
import { Icon } from "../components/icon.tsx";
import { SkeletonLines } from "../components/loading.tsx";
import type { PageProps } from "../components/screen.tsx";
import { useTitle } from "../components/title.tsx";
import { Trouble } from "../components/trouble.tsx";
import { When } from "../components/when.tsx";
import { readSeatKey, type SeatName, seatsText } from "../../contract/seat-names.ts";
import { Statements } from "../payment/statements.tsx";
import { language, local, words } from "../state/language.ts";
import { type Resource, useResource } from "../state/resource.ts";
import { NotFoundPage } from "./not-found.tsx";
import { calendarHref } from "./concert-buy.tsx";
import { CancelOrder } from "./order-cancel.tsx";
import { Tickets } from "./order-tickets.tsx";

/** One order: its tickets, what was paid, and how to give it back. */
export function OrderPage({ params, query }: PageProps) {
  const id = params["id"] ?? "";
  return (
    <Gate reason={words().tickets.signIn}>{() => <Found id={id} isNew={query.has("new")} />}</Gate>
  );
}

function Found({ id, isNew }: { id: string; isNew: boolean }) {
  const order = useResource(`order:${id}`, () => getOrder(id));
  const w = words().order;
  useTitle(order.data ? (isNew ? w.thanks : local(order.data.concert.title)) : w.title);
  if (order.error?.code === "not-found") return <NotFoundPage />;
  return (
    <main id="main" class="wrap order">
      {order.data ? (
        <Shown order={order.data} isNew={isNew} resource={order} />
      ) : order.error ? (
        <Trouble error={order.error} onRetry={() => void order.reload()} />
      ) : (
        <SkeletonLines lines={8} />
      )}
    </main>
  );
}

function Shown({ order, isNew, resource }: ShownProps) {
  const w = words().order;
  const names = namesOf(order);
  const isPaid = order.status === "paid";
  return (
    <>
      <header class="order__head">
        {isNew && isPaid ? (
          <p class="order__done" role="status">
            <Icon name="check" size={20} />
            {w.thanksText}
          </p>
        ) : null}
        <h1>{isNew && isPaid ? w.thanks : local(order.concert.title)}</h1>
        <p class="c-2">
          {isNew && isPaid ? `${local(order.concert.title)} · ` : ""}
          <span class="num">{seatsText(names, language.value)}</span>
        </p>
      </header>
      {isPaid ? (
        <>
          <Tickets order={order} />
          <p>
            <a class="btn btn--secondary" href={calendarHref(order.scheduleId, "show")} download>
              <Icon name="calendar" size={20} />
              {words().concert.toCalendar}
            </a>
          </p>
        </>
      ) : (
        <div class="note">
          <Icon name="info" />
          <p>{w.cancelledText(<Amount of={order.refunded} />)}</p>
        </div>
      )}
      <Details order={order} />
      <Statements order={order} />
      {order.canCancel ? <CancelOrder order={order} onDone={resource.set} /> : null}
    </>
  );
}

/** The seats that are still mine; of an order that is given back all that it had. */
function namesOf({ seats }: Order): SeatName[] {
  const live = seats.filter(({ isCancelled }) => !isCancelled);
  return (live.length > 0 ? live : seats).map(({ key }) => readSeatKey(key));
}

function Details({ order }: { order: Order }) {
  const w = words().order;
  const { timeZone } = order.venue;
  return (
    <section class="order__details" aria-labelledby="details">
      <h2 id="details" class="t-18">
        {w.details}
      </h2>
      <dl class="dl">
        <dt>{w.number}</dt>
        <dd class="semi">{order.number}</dd>
        <dt>{w.seats}</dt>
        <dd>{seatsText(namesOf(order), language.value)}</dd>
        <dt>{w.paid}</dt>
        <dd>
          <Amount of={order.total} /> · <When time={order.paidAt} timeZone={timeZone} />
        </dd>
        {order.refunded.amount === 0 ? null : (
          <>
            <dt>{w.refunded}</dt>
            <dd>
              <Amount of={order.refunded} />
              {order.cancelledAt === null ? null : (
                <>
                  {" · "}
                  <When time={order.cancelledAt} timeZone={timeZone} />
                </>
              )}
            </dd>
          </>
        )}
      </dl>
    </section>
  );
}

type ShownProps = { order: Order; isNew: boolean; resource: Resource<Order> };
