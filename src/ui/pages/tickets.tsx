import "./tickets.css";
import { useSignal } from "@preact/signals";
import { useEffect } from "preact/hooks";
import type { Order } from "../../contract/orders.ts";
import { listOrders } from "../api/orders.ts";
import { Amount } from "../components/amount.tsx";
import { Empty } from "../components/empty.tsx";
import { Gate } from "../components/gate.tsx";
import { Icon } from "../components/icon.tsx";
import { InstallHint } from "../components/install-hint.tsx";
import { Paged } from "../components/paged.tsx";
import { Poster } from "../components/poster.tsx";
import { useTitle } from "../components/title.tsx";
import { When } from "../components/when.tsx";
import { Waits } from "../components/waits.tsx";
import { WishList } from "../components/wish-list.tsx";
import { readSeatKey, seatsText } from "../../contract/seat-names.ts";
import { clock } from "../state/clock.ts";
import { keepForOffline } from "../state/keep-offline.ts";
import { language, local, words } from "../state/language.ts";
import { account } from "../state/session.ts";

export function TicketsPage() {
  const w = words().tickets;
  useTitle(w.title);
  return (
    <main id="main" class="wrap page">
      <div class="stack-8">
        <Gate reason={w.signIn}>
          {() => (
            <Paged name="orders" load={listOrders}>
              {(orders) => <Orders orders={orders} />}
            </Paged>
          )}
        </Gate>
        {account.value ? <Waits /> : null}
        <WishList />
      </div>
    </main>
  );
}

/** What is still to come first, as tickets; what is over or cancelled after it, as a history. */
function Orders({ orders }: { orders: Order[] }) {
  const w = words().tickets;
  const coming = orders.filter(
    ({ status, startsAt }) => status === "paid" && Date.parse(startsAt) > clock.serverNow() - dayMs,
  );
  coming.sort((a, b) => Date.parse(a.startsAt) - Date.parse(b.startsAt));
  const comingIds = coming.map(({ id }) => id).join();
  const isSaved = useSignal(false);
  useEffect(() => {
    if (comingIds === "") return;
    void keepForOffline(comingIds.split(",")).then((isKept) => {
      isSaved.value = isKept;
    });
  }, [comingIds]);
  return (
    <>
      <div class="between row--wrap">
        <h1>{w.title}</h1>
        {isSaved.value ? (
          <p class="badge badge--box badge--open" role="status">
            <Icon name="download" size={16} />
            {words().ticket.saved}
          </p>
        ) : null}
      </div>
      <InstallHint />
      {coming.length === 0 ? (
        <Empty icon="ticket" title={w.empty}>
          <a class="btn btn--primary" href="/">
            {w.browse}
          </a>
        </Empty>
      ) : (
        <ul class="tl">
          {coming.map((order) => (
            <TicketCard key={order.id} order={order} />
          ))}
        </ul>
      )}
      {orders.length > 0 ? <History orders={orders} /> : null}
    </>
  );
}

const dayMs = 24 * 60 * 60_000;

/** Nights until the show, by the calendar of its place. */
function daysLeft({ startsAt, venue: { timeZone } }: Order): number {
  const dayOf = (time: number | string) =>
    Date.parse(new Intl.DateTimeFormat("sv-SE", { timeZone }).format(new Date(time)));
  return Math.max(0, Math.round((dayOf(startsAt) - dayOf(clock.serverNow())) / dayMs));
}

function TicketCard({ order }: { order: Order }) {
  return (
    <li class="tcard">
      <Poster src={order.concert.poster} />
      <div class="tcard__b">
        <p class="t-12 c-3 num">{words().ticket.daysLeft(daysLeft(order))}</p>
        <h2 class="t-16 semi">
          <a href={`/orders/${order.id}`}>{local(order.concert.title)}</a>
        </h2>
        <p class="t-14 c-2">
          <When time={order.startsAt} timeZone={order.venue.timeZone} />
          <br />
          {local(order.venue.name)}
        </p>
        <p class="tcard__seat num">
          {seatsText(
            order.seats.map(({ key }) => readSeatKey(key)),
            language.value,
          )}
        </p>
      </div>
    </li>
  );
}

function History({ orders }: { orders: Order[] }) {
  const w = words().tickets;
  return (
    <section aria-labelledby="history">
      <h2 id="history" class="t-20">
        {w.history}
      </h2>
      <ul class="ord">
        {orders.map((order) => (
          <li key={order.id}>
            <b>
              <a href={`/orders/${order.id}`}>{local(order.concert.title)}</a>
            </b>
            <b class="right">
              <Amount of={order.total} />
            </b>
            <span class="t-14 c-3 num">{order.number}</span>
            <span class="ord__state">
              <Icon name={order.status === "paid" ? "check" : "close"} size={16} />
              {w.status[order.status]}
            </span>
          </li>
        ))}
      </ul>
    </section>
  );
}
