import type { Order } from "../../contract/money/orders.ts";
import { readSeatKey, type SeatName, seatsText } from "../../contract/plan/seat-names.ts";
import { Amount } from "../components/amount.tsx";
import { When } from "../components/when.tsx";
import { hour } from "../i18n/format.ts";
import { OrderRefunds } from "./refunds/refund-lines.tsx";
import { language, local, words } from "../state/language.ts";
import { account } from "../state/session.ts";
import { zonesText } from "./order-zones.ts";

/** The seats still valid, or all seats of a fully canceled order. */
export function liveSeats({ seats }: Order): SeatName[] {
  const live = seats.filter(({ isCancelled }) => !isCancelled);
  return (live.length > 0 ? live : seats).map(({ key }) => readSeatKey(key));
}

/** How to get in, also with a dead phone. */
export function Visit({ order }: { order: Order }) {
  const w = words().visit;
  const { doorsAt, venue } = order;
  const { timeZone, name, address } = venue;
  const at = (time: string) => hour({ time, timeZone, lang: language.value });
  return (
    <section class="stack-2" aria-labelledby="visit">
      <h2 id="visit" class="t-18">
        {w.title}
      </h2>
      <dl class="dl">
        {doorsAt === null ? null : (
          <>
            <dt>{w.doors}</dt>
            <dd>{w.from(at(doorsAt))}</dd>
          </>
        )}
        <dt>{w.venue}</dt>
        <dd>
          {local(name)}
          <br />
          <span class="c-2">{local(address)}</span>
        </dd>
        <dt>{w.id}</dt>
        <dd>{w.idText(account.value?.name ?? "")}</dd>
        <dt>{w.noPhone}</dt>
        <dd>
          {w.noPhoneText} <b class="nowrap">{order.number}</b>
        </dd>
      </dl>
    </section>
  );
}

/** The purchase, the payment and the refunds. */
export function Details({ order }: { order: Order }) {
  const w = words().order;
  const { timeZone } = order.venue;
  return (
    <section class="stack-2 order__details" aria-labelledby="details">
      <h2 id="details" class="t-18">
        {w.details}
      </h2>
      <dl class="dl">
        <dt>{w.number}</dt>
        <dd class="semi">{order.number}</dd>
        <dt>{w.seats}</dt>
        <dd>
          {seatsText(liveSeats(order), language.value)}
          <br />
          <span class="c-2">{zonesText(order)}</span>
        </dd>
        <CancelledSeats order={order} />
        <dt>{w.paid}</dt>
        <dd>
          <Amount of={order.total} /> · {words().payWith.method[order.method]}
          <br />
          <span class="c-2">
            <When time={order.paidAt} timeZone={timeZone} />
          </span>
        </dd>
        {order.refunded.amount > 0 ? (
          <>
            <dt>{w.refunded}</dt>
            <dd>
              <OrderRefunds order={order} />
            </dd>
          </>
        ) : null}
      </dl>
    </section>
  );
}

/** The canceled tickets of an order that has others left. */
function CancelledSeats({ order: { seats, status } }: { order: Order }) {
  const gone = seats.filter(({ isCancelled }) => isCancelled);
  if (gone.length === 0 || status !== "paid") return null;
  return (
    <>
      <dt>{words().order.cancelledSeats}</dt>
      <dd>
        {seatsText(
          gone.map(({ key }) => readSeatKey(key)),
          language.value,
        )}
      </dd>
    </>
  );
}
