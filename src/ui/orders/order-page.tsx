import "../styles/my-pages.ts";
import type { Order } from "../../contract/money/orders.ts";
import { getOrder } from "../api/orders.ts";
import { Amount } from "../components/amount.tsx";
import { Gate } from "../account/gate.tsx";
import { Icon } from "../components/icon.tsx";
import { SkeletonLines } from "../components/feedback/loading.tsx";
import type { PageProps } from "../frame/screen.tsx";
import { useTitle } from "../components/title.tsx";
import { Trouble } from "../components/feedback/trouble.tsx";
import { TitleText } from "../components/title-text.tsx";
import { seatsText } from "../../contract/plan/seat-names.ts";
import { Statements } from "./statements.tsx";
import { language, local, words } from "../state/language.ts";
import { type Resource, useResource } from "../state/resource.ts";
import { account } from "../state/session.ts";
import { NotFoundPage } from "../frame/not-found-page.tsx";
import { MovedNote } from "../concert/moved-note.tsx";
import { calendarHref } from "../concert/calendar-href.ts";
import { CancelOrder } from "./order-cancel.tsx";
import { Details, liveSeats, Visit } from "./order-details.tsx";
import { Tickets } from "./order-tickets.tsx";

/** One order: its tickets, the payment, and how to cancel. */
export function OrderPage({ params, query }: PageProps) {
  const id = params["id"] ?? "";
  return (
    <Gate reason={words().tickets.signIn} isPage>
      {() => <Found id={id} isNew={query.has("new")} />}
    </Gate>
  );
}

function Found({ id, isNew }: { id: string; isNew: boolean }) {
  const order = useResource(`order:${id}`, () => getOrder(id));
  const w = words().order;
  useTitle(order.data ? (isNew ? w.thanks : local(order.data.concert.title)) : w.title);
  if (order.error?.code === "not-found") return <NotFoundPage />;
  return (
    <main id="main" class={`wrap order order--${order.data?.status ?? "none"}`}>
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
  const isPaid = order.status === "paid";
  return (
    <>
      <Head order={order} isNew={isNew && isPaid} />
      {isPaid && order.move ? (
        <MovedNote
          move={order.move}
          startsAt={order.startsAt}
          timeZone={order.venue.timeZone}
          isMine
        />
      ) : null}
      {isPaid ? <Tickets order={order} /> : <Cancelled order={order} />}
      <div class="order__rest">
        {isPaid ? (
          <>
            <Actions order={order} />
            <Visit order={order} />
          </>
        ) : null}
        <Details order={order} />
        <Statements order={order} />
        {order.canCancel ? <CancelOrder order={order} onDone={resource.set} /> : null}
      </div>
    </>
  );
}

/** The booking in words; right after the purchase also a thank-you and the address of the tickets. */
function Head({ order, isNew }: { order: Order; isNew: boolean }) {
  const w = words().order;
  const title = <TitleText text={local(order.concert.title)} />;
  const mailedTo = order.mailTo ?? account.value?.email;
  return (
    <header class="order__head">
      {isNew ? (
        <p class="order__done" role="status">
          <Icon name="check" size={20} />
          {w.thanksText}
        </p>
      ) : null}
      <h1>{isNew ? w.thanks : title}</h1>
      {isNew ? <p class="semi">{title}</p> : null}
      <p class="c-2 num">{seatsText(liveSeats(order), language.value)}</p>
      {isNew && mailedTo !== undefined ? <p class="t-14 c-2">{w.mailed(mailedTo)}</p> : null}
    </header>
  );
}

function Cancelled({ order }: { order: Order }) {
  const w = words().order;
  const { refunded } = order;
  return (
    <div class="note">
      <Icon name="info" />
      <p>
        {refunded.amount === 0 ? w.cancelledForNone : w.cancelledText(<Amount of={refunded} />)}
      </p>
    </div>
  );
}

function Actions({ order }: { order: Order }) {
  return (
    <p class="order__acts">
      <a class="btn btn--secondary" href={calendarHref(order.scheduleId, "show")} download>
        <Icon name="calendar" size={20} />
        {words().order.toCalendar}
      </a>
      <button class="btn btn--secondary" type="button" onClick={() => print()}>
        <Icon name="download" size={20} />
        {words().order.print}
      </button>
    </p>
  );
}

type ShownProps = { order: Order; isNew: boolean; resource: Resource<Order> };
