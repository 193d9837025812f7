import type { LocalText } from "../../contract/money/money.ts";
import type { Locale } from "../../contract/people/accounts.ts";
import { decimals } from "../../contract/money/money-text.ts";
import type { Currency } from "../../contract/money/money.ts";
import { readSeatKey, seatText } from "../../contract/plan/seat-names.ts";
import { reportWords } from "../../contract/admin/reports/report-words.ts";
import type { TicketLine } from "../../db/reports/ticket-lines.ts";
import type { Table, TableCell } from "../spreadsheets/table.ts";

const words = {
  ko: {
    title: "표",
    kind: "구분",
    sale: "판매",
    refund: "환불",
    exchange: "교환",
    raise: "차액 결제",
    at: "시각",
    number: "주문 번호",
    startsAt: "공연 시각",
    seat: "좌석",
    tickets: "장수",
  },
  en: {
    title: "Tickets",
    kind: "Kind",
    sale: "Sale",
    refund: "Refund",
    exchange: "Exchange",
    raise: "Price difference",
    at: "Time",
    number: "Order",
    startsAt: "Show",
    seat: "Seat",
    tickets: "Tickets",
  },
} satisfies Record<Locale, object>;

/** The rows of a report as a table, without anything personal. */
export function linesTable(
  lines: AsyncIterable<TicketLine[]>,
  { currency, language }: { currency: Currency; language: Locale },
): Table {
  const own = words[language];
  const { dimensions, measures, keys } = reportWords[language];
  const scale = 10 ** decimals[currency];
  const named = (name: LocalText | string | null) =>
    typeof name === "string" ? name : (name?.[language] ?? "");
  const row = (line: TicketLine): TableCell[] => [
    own[line.kind],
    line.at,
    line.number,
    line.concert[language],
    line.startsAt,
    named(line.zone),
    seatText(readSeatKey(line.seat), language),
    named(line.priceType),
    keys.channel?.[line.channel] ?? line.channel,
    keys.method?.[line.method] ?? line.method,
    line.tickets,
    line.priceMinor / scale,
    line.discountMinor / scale,
    line.feeMinor / scale,
    line.refundMinor / scale,
    line.keptMinor / scale,
  ];
  const text = (name: string) => ({ name, kind: "text" as const });
  const moment = (name: string) => ({ name, kind: "moment" as const });
  const money = (name: string) => ({ name, kind: "money" as const });
  return {
    title: own.title,
    decimals: decimals[currency],
    columns: [
      text(own.kind),
      moment(own.at),
      text(own.number),
      text(dimensions.concert),
      moment(own.startsAt),
      text(dimensions.zone),
      text(own.seat),
      text(dimensions["price-type"]),
      text(dimensions.channel),
      text(dimensions.method),
      { name: own.tickets, kind: "count" },
      money(measures.prices),
      money(measures.discount),
      money(measures.fees),
      money(measures.refund),
      money(measures.kept),
    ],
    pages: rowsOfPages(lines, row),
  };
}

async function* rowsOfPages(
  pages: AsyncIterable<TicketLine[]>,
  row: (line: TicketLine) => TableCell[],
): AsyncGenerator<TableCell[][]> {
  for await (const page of pages) yield page.map(row);
}
