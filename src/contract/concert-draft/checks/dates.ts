import type { SoldDate } from "../sold-dates.ts";
import { type Checked, type Finding, finding, findingAt } from "../findings.ts";

export function checkVenue({ document, venue, plan }: Checked): Finding[] {
  if (venue === null) return [finding("blocks", "venue-missing", "venue", at("/venueId"))];
  if (venue.archivedAt !== null)
    return [finding("blocks", "venue-archived", "venue", at("/venueId"))];
  if (plan === null) return [finding("blocks", "plan-missing", "venue", at("/planHash"))];
  const { seatCount, silentSeats, accessibleSeats, isStandingOnly } = plan;
  const { capacity } = venue;
  const numbers = { seats: seatCount, ...(capacity === null ? {} : { capacity }) };
  const found = [
    capacity !== null && seatCount > capacity
      ? finding("blocks", "over-capacity", "venue", { numbers, ...at("/planHash") })
      : finding("fine", "within-capacity", "venue", { numbers }),
  ];
  if (silentSeats > 0)
    found.push(
      finding("blocks", "restricted-view-without-text", "venue", {
        numbers: { seats: silentSeats },
        ...at("/planHash"),
      }),
    );
  const isPriced = document.priceLists.some(({ zones }) => zones.length > 0);
  if (accessibleSeats === 0)
    found.push(
      finding(isStandingOnly ? "warns" : "blocks", "no-accessible-place", "venue", at("/planHash")),
    );
  else if (isPriced)
    found.push(
      finding("fine", "accessible-places", "venue", { numbers: { seats: accessibleSeats } }),
    );
  return found;
}

export function checkDates({ document, venue, sold, nowMs }: Checked): Finding[] {
  const { rows } = document.dates;
  if (!rows.some(({ isSold }) => isSold))
    return [finding("blocks", "no-dates", "dates", at("/dates/rows"))];
  if (venue === null) return [];
  const past = sold.filter(({ startsAtMs }) => startsAtMs <= nowMs);
  const starts = Map.groupBy(sold, ({ startsAtMs }) => startsAtMs);
  const together = [...starts.values()].filter((same) => same.length > 1).flat();
  const known = new Set(document.cast.map(({ id }) => id));
  const strangers = sold.filter(({ date }) => date.castIds?.some((id) => !known.has(id)) === true);
  const phases = new Set(document.sale.phases.map(({ id }) => id));
  const lost = sold.filter(({ date }) => date.phaseId !== null && !phases.has(date.phaseId));
  const found = [
    ...findingAt("blocks", "date-past", "dates", of(past, "start")),
    ...findingAt("blocks", "dates-together", "dates", of(together, "start")),
    ...findingAt(
      "blocks",
      "price-list-unknown",
      "dates",
      of(
        sold.filter(({ priceList }) => priceList === null),
        "priceListId",
      ),
    ),
    ...findingAt("blocks", "phase-unknown", "dates", of(lost, "phaseId")),
    ...findingAt("warns", "cast-unknown", "dates", of(strangers, "castIds")),
  ];
  if (found.length > 0) return found;
  return [
    finding("fine", "dates-set", "dates", {
      numbers: { dates: sold.length, unsold: rows.length - sold.length },
    }),
  ];
}

const at = (pointer: string) => ({ pointers: [pointer] });

/** The places of a field of these dates. */
export const of = (dates: readonly SoldDate[], field: string): string[] =>
  dates.map(({ index }) => `/dates/rows/${index}/${field}`);
