import type { ConcertDocument, PriceList } from "../../../../contract/concert-draft/documents.ts";
import type { PlanFacts } from "../../../../contract/concert-draft/plan-facts.ts";

export const priceIn = ({ zones }: PriceList, zoneId: string) =>
  zones.find(({ id }) => id === zoneId) ?? { id: zoneId, priceMinor: null, feeMinor: 0 };

/** The list with another price or fee for a zone, in the order of the plan's zones. */
export function priced(
  list: PriceList,
  zoneId: string,
  change: { priceMinor?: number | null; feeMinor?: number },
  plan: PlanFacts,
): PriceList {
  const next = { ...priceIn(list, zoneId), ...change };
  const others = list.zones.filter(({ id }) => id !== zoneId);
  const order = plan.zones.map(({ id }) => id);
  const zones = [...others, next].sort((a, b) => order.indexOf(a.id) - order.indexOf(b.id));
  return { ...list, zones };
}

/** What a date takes in if every seat is sold at its price, without fees. */
export const grossOf = (list: PriceList, plan: PlanFacts): number =>
  plan.zones.reduce((sum, { id, seats }) => sum + (priceIn(list, id).priceMinor ?? 0) * seats, 0);

export type ListRevenue = { list: PriceList; dates: number; eachMinor: number };

/** The price lists with their dates that are sold, and what one of these takes in. */
export function revenueOf(document: ConcertDocument, plan: PlanFacts): ListRevenue[] {
  const sold = document.dates.rows.filter(({ isSold }) => isSold);
  return document.priceLists.map((list, index) => ({
    list,
    dates: sold.filter(({ priceListId }) =>
      priceListId === null ? index === 0 : priceListId === list.id,
    ).length,
    eachMinor: grossOf(list, plan),
  }));
}
