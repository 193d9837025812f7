import type { ComponentChildren } from "preact";
import type { CounterReceipt, ReceiptSeat } from "../../../../contract/admin/counter.ts";
import { labelText, seatText } from "../../../../contract/plan/seat-names.ts";
import { Qr } from "../../../components/qr.tsx";
import { dayAndHour, money } from "../../../i18n/format.ts";
import { language, local, words } from "../../../state/language.ts";
import { sheet } from "./paper.ts";

/** Prints a ticket for each seat that still has one. */
export function printTickets(receipt: CounterReceipt, seats?: readonly number[]): void {
  const printed = receipt.seats.filter(
    ({ seat, token, isCancelled }) =>
      !isCancelled && token !== null && (seats === undefined || seats.includes(seat)),
  );
  sheet.value = printed.map((seat) => (
    <TicketPiece key={seat.seat} receipt={receipt} seat={seat} />
  ));
}

export function printReceipt(receipt: CounterReceipt): void {
  sheet.value = <ReceiptPiece receipt={receipt} />;
}

function TicketPiece({ receipt, seat }: { receipt: CounterReceipt; seat: ReceiptSeat }) {
  const w = words().counter.print;
  const lang = language.value;
  const cells = [
    [w.section, labelText(seat.section, lang)],
    ...(seat.row === "" ? [] : [[w.row, labelText(seat.row, lang)] as const]),
    [seat.row === "" ? w.entry : w.seat, seat.number],
  ] as const;
  return (
    <article class="piece piece--ticket" data-piece>
      <div class="piece__text">
        <h1>{local(receipt.concert.title)}</h1>
        <p>
          {dayAndHour({ time: receipt.startsAt, timeZone: receipt.venue.timeZone, lang })}
          <br />
          {local(receipt.venue.name)}
        </p>
        <dl class="piece__seat">
          {cells.map(([term, value]) => (
            <div key={term}>
              <dt>{term}</dt>
              <dd class={value.length > 3 ? "is-long" : ""}>{value}</dd>
            </div>
          ))}
        </dl>
        <p>
          {[local(seat.zoneName), seat.isGift ? w.gift : seat.priceType && local(seat.priceType)]
            .filter(Boolean)
            .join(" · ")}
        </p>
      </div>
      <div class="piece__code">
        <Qr text={seat.token ?? ""} label={w.code(seatText(seat, lang))} />
        <p>{receipt.number}</p>
        <p>{w.keep}</p>
      </div>
    </article>
  );
}

function ReceiptPiece({ receipt }: { receipt: CounterReceipt }) {
  const [w, lang] = [words().counter.print, language.value];
  const kinds: Record<string, string> = words().counter.tender.kinds;
  const { currency } = receipt.total;
  const of = (amount: number) => money({ amount, currency }, lang);
  const { timeZone } = receipt.venue;
  const last = receipt.tenders.at(-1);
  const cash = receipt.tenders.findLast(({ received }) => received !== null);
  return (
    <article class="piece" data-piece>
      <h2>{w.receipt}</h2>
      <p>{local(receipt.seller)}</p>
      <Rows>
        <Row name={w.order}>{receipt.number}</Row>
        <Row name={w.paidAt}>{dayAndHour({ time: receipt.paidAt, timeZone, lang })}</Row>
        {last?.counter ? <Row name={w.seller}>{w.till(last.counter, last.by ?? "")}</Row> : null}
      </Rows>
      <hr class="piece__rule" />
      <p>
        <b>{local(receipt.concert.title)}</b>
        <br />
        {dayAndHour({ time: receipt.startsAt, timeZone, lang })} · {local(receipt.venue.name)}
      </p>
      <table class="piece__lines">
        <tbody>
          {receipt.seats.map((seat) => (
            <tr key={seat.seat}>
              <td>
                {seatText(seat, lang)}
                <br />
                {[
                  local(seat.zoneName),
                  seat.isGift ? w.gift : seat.priceType && local(seat.priceType),
                ]
                  .filter(Boolean)
                  .join(" · ")}
              </td>
              <td>
                {of(seat.isGift ? 0 : seat.price.amount - seat.discount.amount + seat.fee.amount)}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      <Rows isSum>
        <Row name={words().counter.sell.total}>{of(receipt.total.amount)}</Row>
      </Rows>
      <Rows>
        {receipt.tenders.map((tender, index) => (
          <Row key={index} name={[kinds[tender.kind], tender.reference].filter(Boolean).join(" ")}>
            {of(tender.amount.amount)}
          </Row>
        ))}
        {cash?.received ? <Row name={w.received}>{of(cash.received.amount)}</Row> : null}
        {cash?.change?.amount ? <Row name={w.change}>{of(cash.change.amount)}</Row> : null}
        {receipt.refunded.amount > 0 ? (
          <Row name={w.refunded}>{of(receipt.refunded.amount)}</Row>
        ) : null}
      </Rows>
    </article>
  );
}

export const Rows = ({
  isSum = false,
  children,
}: {
  isSum?: boolean;
  children: ComponentChildren;
}) => <dl class={isSum ? "piece__rows is-sum" : "piece__rows"}>{children}</dl>;

export const Row = ({ name, children }: { name: string; children: ComponentChildren }) => (
  <div>
    <dt>{name}</dt>
    <dd>{children}</dd>
  </div>
);
