import type { Locale } from "../../contract/people/accounts.ts";
import type { Money } from "../../contract/money/money.ts";
import type { Order } from "../../contract/money/orders.ts";
import type { Payment } from "../../contract/money/payments.ts";
import type { Refund } from "../../contract/money/refunds.ts";
import { readSeatKey, seatsText, seatText } from "../../contract/plan/seat-names.ts";
import { type Words, wordsOf } from "./words.ts";

/** A statement as lines, so that the page and the PDF have the same content. */
export type Statement = {
  language: Locale;
  title: string;
  facts: Line[];
  tables: { columns: Column[]; rows: string[][] }[];
  sums: Line[];
  note: string;
};
type Line = [label: string, value: string];
/** `share`: of the width, relative to the others. Sums are right-aligned. */
export type Column = { name: string; share: number; isSum?: boolean };

export type StatementFacts = {
  order: Order;
  buyer: { name: string; email: string };
  payment: Pick<Payment, "cashReceipt" | "walletPart"> | null;
  refunds: Refund[];
  agreedAt: string | null;
};

export function orderStatement(facts: StatementFacts, language: Locale): Statement {
  const words = wordsOf(language);
  const { order, payment, agreedAt } = facts;
  const cashReceipt = payment?.cashReceipt;
  const walletPart = payment && payment.walletPart.amount > 0 ? payment.walletPart : null;
  const time = timeIn(language, order);
  const money = moneyIn(language);
  const paid = (seat: Order["seats"][number]) => ({
    ...seat.price,
    amount: seat.price.amount - seat.discount.amount + seat.fee.amount,
  });
  const lines: Line[] = [
    ...showFacts(facts, words, language),
    [words.paidAt, time(order.paidAt)],
    [
      words.method,
      words[order.method] + (walletPart ? ` + ${words.wallet} ${money(walletPart)}` : ""),
    ],
  ];
  if (cashReceipt)
    lines.push([words.cashReceipt, `${words[cashReceipt.type]} ${cashReceipt.number}`]);
  if (agreedAt !== null) lines.push([words.agreed, time(agreedAt)]);
  return {
    language,
    title: words.order,
    facts: lines,
    tables: [
      {
        columns: [
          { name: words.seat, share: 8 },
          { name: words.zone, share: 7 },
          ...[words.price, words.discount, words.fee, words.sum].map(sumColumn),
        ],
        rows: order.seats.map((seat) => [
          seatIn(language)(seat) + (seat.isCancelled ? ` (${words.cancelled})` : ""),
          seat.zoneName[language] + (seat.priceType ? ` · ${seat.priceType[language]}` : ""),
          money(seat.price),
          money(negative(seat.discount)),
          money(seat.fee),
          money(paid(seat)),
        ]),
      },
    ],
    sums: [
      ...order.discounts.map(({ name, tickets, amount }): Line => {
        return [`${name[language]} (${tickets} ${words.tickets})`, money(negative(amount))];
      }),
      [words.total, money(order.total)],
      ...(order.refunded.amount > 0 ? [[words.refunded, money(order.refunded)] as Line] : []),
    ],
    note: words.taxNote,
  };
}

export function refundStatement(facts: StatementFacts, language: Locale): Statement {
  const words = wordsOf(language);
  const { order, refunds } = facts;
  const money = moneyIn(language);
  const time = timeIn(language, order);
  const seatsOf = ({ seats }: Refund) =>
    seatsText(
      order.seats.filter(({ seat }) => seats.includes(seat)).map(({ key }) => readSeatKey(key)),
      language,
    );
  return {
    language,
    title: words.refund,
    facts: showFacts(facts, words, language),
    tables: [
      {
        columns: [
          { name: words.requestedAt, share: 5 },
          { name: words.seat, share: 7 },
          ...[words.charge, words.refunded].map(sumColumn),
          { name: words.to, share: 6 },
          { name: words.doneAt, share: 5 },
        ],
        rows: refunds.map((refund) => [
          time(refund.createdAt),
          seatsOf(refund) || words.whole,
          money(refund.charge),
          money(refund.amount),
          destination(refund, words),
          refund.doneAt === null ? words.inProgress : time(refund.doneAt),
        ]),
      },
    ],
    sums: [
      [words.total, money(order.total)],
      [words.refunded, money(order.refunded)],
    ],
    note: refunds.length === 0 ? words.none : words.taxNote,
  };
}

function showFacts({ order, buyer }: StatementFacts, words: Words, language: Locale): Line[] {
  return [
    [words.number, order.number],
    [words.buyer, buyer.name],
    [words.concert, order.concert.title[language]],
    [words.venue, order.venue.name[language]],
    [words.startsAt, timeIn(language, order)(order.startsAt)],
  ];
}

const sumColumn = (name: string): Column => ({ name, share: 5, isSum: true });

const seatIn =
  (language: Locale) =>
  ({ key }: { key: string }): string =>
    seatText(readSeatKey(key), language);

const tags = { ko: "ko-KR", en: "en-US" } as const;

function moneyIn(language: Locale) {
  return ({ amount, currency }: Money): string => {
    const format = new Intl.NumberFormat(tags[language], { style: "currency", currency });
    return format.format(amount / 10 ** (format.resolvedOptions().maximumFractionDigits ?? 0));
  };
}

/** By the venue's clock, which is the one on the ticket. */
function timeIn(language: Locale, { venue: { timeZone } }: Order) {
  const format = new Intl.DateTimeFormat(tags[language], {
    dateStyle: "long",
    timeStyle: "short",
    timeZone,
  });
  return (time: string): string => format.format(new Date(time));
}

// Minus nothing is nothing.
const negative = ({ amount, currency }: Money): Money => ({ amount: 0 - amount, currency });

/** Where a refund goes; of an account its bank and the ends of its number. */
const destination = ({ to, account }: Refund, words: Words): string =>
  account ? `${words.account} ${account.accountNumber}` : words[to];
