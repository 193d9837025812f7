import { localMoment } from "../catalog/calendar.ts";
import type { ConcertDocument, DraftDate, DraftPresale, PriceList } from "./documents.ts";

/** A date that is to be sold, with all that the document says of its sale. */
export type SoldDate = {
  date: DraftDate;
  /** Its place in the rows of the document. */
  index: number;
  startsAtMs: number;
  doorsAtMs: number | null;
  /** Null while nobody has said when the sale opens, or the named phase is gone. */
  saleOpensAtMs: number | null;
  saleClosesAtMs: number;
  /** Null if the named list is gone. */
  priceList: PriceList | null;
  presales: DraftPresale[];
};

const dayMs = 86_400_000;
const minuteMs = 60_000;

/** The moment when the venue's clock shows this day and time. */
export function momentOf(start: string, timeZone: string): number {
  const shown = Date.parse(`${start}:00Z`);
  const day = Math.floor(shown / dayMs);
  return localMoment(day, (shown - day * dayMs) / minuteMs, timeZone);
}

/** The dates that are to be sold, in the order of the document. */
export function soldDates(document: ConcertDocument, timeZone: string): SoldDate[] {
  const { dates, sale } = document;
  return dates.rows.flatMap((date, index) => {
    if (!date.isSold) return [];
    const startsAtMs = momentOf(date.start, timeZone);
    return [
      {
        date,
        index,
        startsAtMs,
        doorsAtMs: sale.doorsMinutes === null ? null : startsAtMs - sale.doorsMinutes * minuteMs,
        saleOpensAtMs: openingOf(document, date),
        saleClosesAtMs: startsAtMs - sale.closesMinutes * minuteMs,
        priceList: priceListOf(document, date),
        presales: document.presales.filter(
          ({ phaseIds }) => phaseIds === null || phaseIds.includes(date.phaseId ?? ""),
        ),
      },
    ];
  });
}

function openingOf({ sale }: ConcertDocument, { phaseId }: DraftDate): number | null {
  const phase = sale.phases.find(({ id }) => id === phaseId);
  const opensAt = phaseId === null ? sale.opensAt : (phase?.opensAt ?? null);
  return opensAt === null ? null : Date.parse(opensAt);
}

function priceListOf({ priceLists }: ConcertDocument, { priceListId }: DraftDate) {
  const named = priceLists.find(({ id }) => id === priceListId);
  return (priceListId === null ? priceLists[0] : named) ?? null;
}
