import type { Schedule } from "../../../../contract/catalog/concerts.ts";
import { soldDates } from "../../../../contract/concert-draft/sold-dates.ts";
import { priceIn } from "./revenue.ts";
import type { Setting } from "./setting.ts";
import type { ConcertDocument } from "../../../../contract/concert-draft/documents.ts";

/** The first date as fans will read it, for parts of the fan's pages; null while there is too little to show. */
export function firstDate(
  document: ConcertDocument,
  { plan, timeZone }: Pick<Setting, "plan" | "timeZone">,
): Schedule | null {
  const [first] = soldDates(document, timeZone);
  if (!first?.priceList || !plan) return null;
  const { facts } = plan;
  const { priceList, startsAtMs, doorsAtMs, saleOpensAtMs, saleClosesAtMs } = first;
  const money = (amount: number) => ({ amount, currency: document.currency });
  const time = (ms: number) => new Date(ms).toISOString();
  return {
    id: "preview",
    concertId: "preview",
    startsAt: time(startsAtMs),
    doorsAt: doorsAtMs === null ? null : time(doorsAtMs),
    saleOpensAt: time(saleOpensAtMs ?? startsAtMs),
    saleClosesAt: time(saleClosesAtMs),
    sale: "upcoming",
    stock: null,
    planHash: facts.hash,
    seatCount: facts.seatCount,
    seatsPerAccount: document.seatsPerAccount,
    holdMs: document.holdMinutes * 60_000,
    zones: facts.zones.map(({ id, name, color }) => {
      const { priceMinor, feeMinor } = priceIn(priceList, id);
      return { id, name, color, price: money(priceMinor ?? 0), fee: money(feeMinor) };
    }),
    presales: [],
    move: null,
    revision: 1,
    refundPolicy: document.refundPolicy,
    accountLimits: document.accountLimits,
    seating: document.seating,
  };
}
