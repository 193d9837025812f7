import { decimals, moneyText } from "../../contract/money/money-text.ts";
import type { Locale } from "../../contract/people/accounts.ts";
import type { ShowLedger } from "../../db/reports/payouts.ts";
import { onePage, type Table } from "../spreadsheets/table.ts";
import type { Statement } from "../statements/statement.ts";

const words = {
  ko: {
    title: "정산 내역서",
    organization: "주최",
    concert: "공연",
    venue: "공연장",
    show: "공연 시각",
    period: "기간",
    day: "날짜",
    sales: "매출",
    refunds: "환불",
    fees: "예매 수수료",
    compensations: "보상",
    payout: "정산할 돈",
    note: "원장의 이체만으로 더한 값이에요. 날짜는 공연장의 날짜예요.",
  },
  en: {
    title: "Settlement statement",
    organization: "Organizer",
    concert: "Concert",
    venue: "Venue",
    show: "Show",
    period: "Period",
    day: "Day",
    sales: "Sales",
    refunds: "Refunds",
    fees: "Booking fees",
    compensations: "Compensations",
    payout: "Payout",
    note: "Summed from the transfers of the ledger alone. Days are those at the venue.",
  },
} satisfies Record<Locale, Record<string, string>>;

type Asked = { ledger: ShowLedger; from: string; to: string; language: Locale };
type Day = ShowLedger["days"][number];

/** What an organizer gets: sales less refunds, the fees that are not theirs, and compensations. */
export const payoutOf = ({
  sale,
  refund,
  fee,
  feeReturned,
  compensation,
}: Omit<Day, "day">): number => sale - refund - (fee - feeReturned) - compensation;

const sumsOf = (days: readonly Day[]): Omit<Day, "day"> =>
  days.reduce(
    (sum, day) => ({
      sale: sum.sale + day.sale,
      refund: sum.refund + day.refund,
      fee: sum.fee + day.fee,
      feeReturned: sum.feeReturned + day.feeReturned,
      compensation: sum.compensation + day.compensation,
    }),
    { sale: 0, refund: 0, fee: 0, feeReturned: 0, compensation: 0 },
  );

const amounts = (of: Omit<Day, "day">): number[] => [
  of.sale,
  0 - of.refund,
  of.feeReturned - of.fee,
  0 - of.compensation,
  payoutOf(of),
];

/** The statement for paper, with its days and its sums. */
export function payoutStatement({ ledger, from, to, language }: Asked): Statement {
  const w = words[language];
  const { currency, timeZone, days } = ledger;
  const money = (amount: number) => moneyText({ amount, currency }, language);
  const show = new Intl.DateTimeFormat(language, {
    dateStyle: "long",
    timeStyle: "short",
    timeZone,
  });
  const columns = [w.sales, w.refunds, w.fees, w.compensations, w.payout];
  const sums = amounts(sumsOf(days));
  return {
    language,
    title: w.title,
    facts: [
      [w.organization, ledger.organization[language]],
      [w.concert, ledger.concert[language]],
      [w.venue, ledger.venue[language]],
      [w.show, show.format(new Date(ledger.startsAt))],
      [w.period, `${from} – ${to}`],
    ],
    tables: [
      {
        columns: [
          { name: w.day, share: 8 },
          ...columns.map((name) => ({ name, share: 9, isSum: true })),
        ],
        rows: days.map((day) => [day.day, ...amounts(day).map(money)]),
      },
    ],
    sums: columns.map((name, at) => [name, money(sums[at] ?? 0)]),
    note: w.note,
  };
}

/** The same as a table, with its sums in the last row. */
export function payoutTable({ ledger, language }: Asked): Table {
  const w = words[language];
  const { currency, days } = ledger;
  const scale = 10 ** decimals[currency];
  const scaled = (of: Omit<Day, "day">) => amounts(of).map((amount) => amount / scale);
  const money = (name: string) => ({ name, kind: "money" as const });
  return {
    title: w.title,
    decimals: decimals[currency],
    columns: [
      { name: w.day, kind: "day" },
      ...[w.sales, w.refunds, w.fees, w.compensations, w.payout].map(money),
    ],
    pages: onePage([
      ...days.map((day) => [day.day, ...scaled(day)]),
      [null, ...scaled(sumsOf(days))],
    ]),
  };
}
