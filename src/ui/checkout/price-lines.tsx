import type { OrderSeat } from "../../contract/money/orders.ts";
import type { PriceQuote } from "../../contract/money/prices.ts";
import { Amount } from "../components/amount.tsx";
import { addMoney } from "../i18n/format.ts";
import { local, words } from "../state/language.ts";

/** The price line by line: tickets at full price, discounts, fees, and the total. */
export function PriceLines({ quote }: { quote: PriceQuote }) {
  const w = words().checkout;
  const { currency } = quote.total;
  return (
    <dl class="sum">
      {byZone(quote.seats).map((seats) => (
        <div key={seats[0]?.zoneId}>
          <dt>{w.line(seats[0] ? local(seats[0].zoneName) : "", seats.length)}</dt>
          <dd>
            <Amount
              of={addMoney(
                seats.map(({ price }) => price),
                currency,
              )}
            />
          </dd>
        </div>
      ))}
      {quote.discounts.map(({ kind, id, name, amount }) => (
        <div key={`${kind} ${id}`}>
          <dt>{local(name)}</dt>
          <dd class="c-ok">
            <Amount of={{ ...amount, amount: -amount.amount }} isSigned />
          </dd>
        </div>
      ))}
      {quote.fees.amount > 0 ? (
        <div>
          <dt>{w.fee(quote.seats.length)}</dt>
          <dd>
            <Amount of={quote.fees} />
          </dd>
        </div>
      ) : null}
      <div class="sum__total">
        <dt>{w.total}</dt>
        <dd>
          <Amount of={quote.total} />
        </dd>
      </div>
    </dl>
  );
}

function byZone(seats: OrderSeat[]): OrderSeat[][] {
  const zones = new Map<string, OrderSeat[]>();
  for (const seat of seats) zones.set(seat.zoneId, [...(zones.get(seat.zoneId) ?? []), seat]);
  return [...zones.values()];
}
