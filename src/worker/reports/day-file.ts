import type { DayLine } from "../../db/reports/deliveries.ts";
import { csvLine, csvMark } from "../encoding/csv.ts";

const names = [
  "day",
  "concert_id",
  "concert",
  "schedule_id",
  "starts_at",
  "zone",
  "price_type",
  "sold",
  "cancelled",
  "sold_minor",
  "refund_minor",
  "currency",
];

/** The file of a day: a line for each date, zone and price type. The same sales always make the same file. */
export const dayFile = (day: string, lines: readonly DayLine[]): string =>
  csvMark +
  csvLine(names) +
  lines
    .map((line) =>
      csvLine([
        day,
        line.concertId,
        line.concert.ko,
        line.scheduleId,
        line.startsAt,
        line.zone,
        line.priceType,
        line.sold,
        line.cancelled,
        line.soldMinor,
        line.refundMinor,
        line.currency,
      ]),
    )
    .join("");
