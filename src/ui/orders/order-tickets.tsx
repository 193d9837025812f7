import { useSignal } from "@preact/signals";
import { useEffect, useRef } from "preact/hooks";
import type { Order, OrderSeat } from "../../contract/money/orders.ts";
import type { Ticket } from "../../contract/money/tickets.ts";
import { getTickets } from "../api/orders.ts";
import { Icon } from "../components/icon.tsx";
import { Poster } from "../components/poster.tsx";
import { Qr } from "../components/qr.tsx";
import { When } from "../components/when.tsx";
import { labelText, readSeatKey, seatText } from "../../contract/plan/seat-names.ts";
import { keepForOffline } from "../tickets/keep-offline.ts";
import { language, local, words } from "../state/language.ts";
import { isOnline } from "../state/online.ts";
import { useResource } from "../state/resource.ts";

/** The tickets of an order, one card per seat; on a phone a fan swipes or uses buttons. */
export function Tickets({ order }: { order: Order }) {
  const w = words().ticket;
  const { data, error } = useResource<Ticket[]>(`tickets:${order.id}`, () => getTickets(order.id));
  const isSaved = useSignal(false);
  useEffect(() => {
    void keepForOffline([order.id]).then((isKept) => {
      isSaved.value = isKept;
    });
  }, [order.id]);
  const list = useRef<HTMLUListElement>(null);
  const shown = useSignal(0);
  const seats = order.seats.filter(({ isCancelled }) => !isCancelled);
  const total = seats.length;
  const show = (index: number) =>
    list.current?.children[index]?.scrollIntoView({ block: "nearest", inline: "center" });
  return (
    <div class="stack">
      {isOnline.value ? (
        <p class="tix__saved" role="status">
          {isSaved.value ? (
            <span class="badge badge--box badge--open">
              <Icon name="download" size={16} />
              {w.saved}
            </span>
          ) : null}
        </p>
      ) : (
        <p class="order__done" role="status">
          <Icon name="offline" size={20} />
          {w.offline}
        </p>
      )}
      <ul
        class="tix"
        ref={list}
        // A sideways scroller must be reachable by keyboard.
        tabIndex={total > 1 ? 0 : -1}
        aria-label={words().tickets.title}
        onScroll={({ currentTarget }) => {
          const first = currentTarget.firstElementChild;
          if (first) shown.value = Math.round(currentTarget.scrollLeft / first.clientWidth);
        }}
      >
        {seats.map((seat, index) => (
          <TicketCard
            key={seat.key}
            order={order}
            seat={seat}
            place={`${index + 1}/${total}`}
            token={data?.find((ticket) => ticket.key === seat.key)?.token}
            isMissing={error !== undefined}
          />
        ))}
      </ul>
      {total > 1 ? (
        <p class="tix__step">
          <button
            class="icon-btn cal__prev"
            type="button"
            aria-label={w.previous}
            disabled={shown.value === 0}
            onClick={() => show(shown.value - 1)}
          >
            <Icon name="chevron" />
          </button>
          <b class="num">{w.of(shown.value + 1, total)}</b>
          <button
            class="icon-btn"
            type="button"
            aria-label={w.next}
            disabled={shown.value >= total - 1}
            onClick={() => show(shown.value + 1)}
          >
            <Icon name="chevron" />
          </button>
        </p>
      ) : null}
      <p class="help">{w.bright}</p>
    </div>
  );
}

/** One seat's ticket: text first, the code below the tear. */
function TicketCard({ order, seat, place, token, isMissing }: CardProps) {
  const w = words().order;
  const name = readSeatKey(seat.key);
  const cells = [
    [w.section, labelText(name.section, language.value)],
    ...(name.row === "" ? [] : [[w.row, labelText(name.row, language.value)] as const]),
    [name.row === "" ? w.entry : w.seat, name.number],
  ] as const;
  return (
    <li class="ticket ticket--parts">
      <div class="ticket__part ticket__head">
        <Poster src={order.concert.poster} isFirst sizes="54px" />
        <div>
          <p class="t-14 semi">{local(order.concert.title)}</p>
          <p class="t-14 c-2">
            <When time={order.startsAt} timeZone={order.venue.timeZone} />
          </p>
          <p class="t-14 c-2">
            {local(order.venue.name)} · {local(seat.zoneName)}
          </p>
        </div>
      </div>
      <dl class="ticket__part ticket__seat num">
        {cells.map(([term, value]) => (
          <div key={term}>
            <dt>{term}</dt>
            <dd class={value.length > 3 ? "is-long" : ""}>{value}</dd>
          </div>
        ))}
      </dl>
      <div class="ticket__tear" aria-hidden="true" />
      <div class="ticket__part ticket__code">
        <Code
          order={order}
          token={token}
          label={w.qr(seatText(name, language.value))}
          isMissing={isMissing}
        />
        <p class="t-14 c-2 num">
          {order.number} · {place}
        </p>
      </div>
    </li>
  );
}

/** Only a signed token is shown as a code; the door would refuse anything else. */
function Code({ order, token, label, isMissing }: CodeProps) {
  const w = words().ticket;
  if (token !== undefined) return <Qr text={token} label={label} />;
  return <p class="ticket__none c-2">{isMissing ? w.noCode(order.number) : w.preparing}</p>;
}

type CardProps = {
  order: Order;
  seat: OrderSeat;
  place: string;
  token: string | undefined;
  isMissing: boolean;
};
type CodeProps = { order: Order; token: string | undefined; label: string; isMissing: boolean };
