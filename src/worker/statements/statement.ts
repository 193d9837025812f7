import type { Locale } from "../../contract/accounts.ts";
import type { Money } from "../../contract/money.ts";
import type { Order } from "../../contract/orders.ts";
import type { Payment } from "../../contract/payments.ts";
import type { Refund } from "../../contract/refunds.ts";
import { type Words, wordsOf } from "./words.ts";

/** A statement as lines, before it is a page or a PDF: what either shows is the same. */
export type Statement = {
  language: Locale;
  title: string;
  facts: Line[];
  tables: { head: string[]; rows: string[][] }[];
  sums: Line[];
  note: string;
};
type Line = [label: string, value: string];

export type StatementFacts = {
  order: Order;
  buyer: { name: string; email: string };
  payment: Pick<Payment, "cashReceipt"> | null;
  refunds: Refund[];
  agreedAt: string | null;
};

export function orderStatement(facts: StatementFacts, language: Locale): Statement {
  const words = wordsOf(language);
  const { order, payment, agreedAt } = facts;
  const cashReceipt = payment?.cashReceipt;
  const time = timeIn(language, order);
  const money = moneyIn(language);
  const paid = (seat: Order["seats"][number]) => ({
    ...seat.price,
    amount: seat.price.amount - seat.discount.amount + seat.fee.amount,
  });
  const lines: Line[] = [
    ...showFacts(facts, words, language),
    [words.paidAt, time(order.paidAt)],
    [words.method, words[order.method]],
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
        head: [words.seat, words.zone, words.price, words.discount, words.fee, words.sum],
        rows: order.seats.map((seat) => [
          seat.isCancelled ? `${seat.key} (${words.cancelled})` : seat.key,
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
    order.seats
      .filter(({ seat }) => seats.includes(seat))
      .map(({ key }) => key)
      .join(", ");
  return {
    language,
    title: words.refund,
    facts: showFacts(facts, words, language),
    tables: [
      {
        head: [words.requestedAt, words.seat, words.charge, words.refunded, words.to, words.doneAt],
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
