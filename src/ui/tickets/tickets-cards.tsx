import type { Order } from "../../contract/money/orders.ts";
import { readSeatKey, seatsText } from "../../contract/plan/seat-names.ts";
import { Poster } from "../components/poster.tsx";
import { When } from "../components/when.tsx";
import { clock } from "../state/clock.ts";
import { language, local, words } from "../state/language.ts";

/** Orders as ticket cards. */
export function TicketCards({ orders }: { orders: readonly Order[] }) {
  return (
    <ul class="tl">
      {orders.map((order) => (
        <TicketCard key={order.id} order={order} />
      ))}
    </ul>
  );
}

function TicketCard({ order }: { order: Order }) {
  const { startsAt, venue, concert, id } = order;
  const seats = order.seats.filter(({ isCancelled }) => !isCancelled);
  const isOver = Date.parse(startsAt) < clock.serverNow() && daysLeft(order) < 0;
  return (
    <li class="tcard">
      <Poster src={concert.poster} sizes="96px" />
      <div class="tcard__b">
        {isOver ? null : <p class="t-12 c-3 num">{words().ticket.daysLeft(daysLeft(order))}</p>}
        <h2 class="t-16 semi">
          <a href={`/orders/${id}`}>{local(concert.title)}</a>
        </h2>
        <p class="t-14 c-2">
          <When time={startsAt} timeZone={venue.timeZone} />
          {order.move && !isOver ? <b> · {words().concert.movedShort}</b> : null}
          <br />
          {local(venue.name)}
        </p>
        <p class="tcard__seat num">
          {seatsText(
            seats.map(({ key }) => readSeatKey(key)),
            language.value,
          )}
        </p>
      </div>
    </li>
  );
}

const dayMs = 24 * 60 * 60_000;

/** The nights until the show, by the venue's calendar. */
function daysLeft({ startsAt, venue: { timeZone } }: Order): number {
  const dayOf = (time: number | string) =>
    Date.parse(new Intl.DateTimeFormat("sv-SE", { timeZone }).format(new Date(time)));
  return Math.round((dayOf(startsAt) - dayOf(clock.serverNow())) / dayMs);
}
