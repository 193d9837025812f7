import { dayAfter, type Dimension } from "../../../contract/admin/reports/report-kinds.ts";
import type { ReportKey, SalesReport } from "../../../contract/admin/reports/sales-reports.ts";
import { filterAddress, type OrderFilter, readFilter } from "../orders/order-filter.ts";
import type { ReportFilter } from "./report-filter.ts";

type Report = Pick<SalesReport, "by" | "from" | "to">;
type Asked = Pick<ReportFilter, "concertId" | "scheduleId" | "channel">;

/** Where the orders behind a row are listed; null if no list of orders has just those, as for a zone. */
export function ordersOfRow(
  { keys }: { keys: readonly ReportKey[] },
  { by, from, to }: Report,
  { concertId, scheduleId, channel }: Asked,
): string | null {
  const all = { ...readFilter(new URLSearchParams()), concertId, scheduleId, channel };
  let filter: OrderFilter = { ...all, since: from, until: to };
  for (const [at, dimension] of by.entries()) {
    const part = partOf(dimension, keys[at]?.id ?? "");
    if (part === null) return null;
    filter = { ...filter, ...part };
  }
  if (filter.since < from) filter.since = from;
  if (filter.until > to) filter.until = to;
  return filterAddress(filter);
}

function partOf(dimension: Dimension, id: string): Partial<OrderFilter> | null {
  switch (dimension) {
    case "day":
      return { since: id, until: id };
    case "week":
      return { since: id, until: dayAfter(id, 6) };
    case "month":
      return { since: id, until: dayAfter(`${dayAfter(id, 31).slice(0, 8)}01`, -1) };
    case "year":
      return { since: id, until: `${id.slice(0, 4)}-12-31` };
    case "concert":
      return { concertId: id };
    case "date":
      return { scheduleId: id };
    case "channel":
      return { channel: id };
    case "method":
      return { method: id };
    default:
      return null;
  }
}
