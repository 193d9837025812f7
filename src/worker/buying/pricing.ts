import { priceOrder } from "../../contract/money/price.ts";
import type { ListedSeat, PricedOrder } from "../../contract/money/price.ts";
import { refuse } from "../../contract/problems.ts";
import type { Outcome } from "../../contract/problems.ts";
import type { SaleTerms } from "../../contract/money/refunds.ts";
import type { Database } from "../../db/connection/database.ts";
import { buyerFacts, saleTermsOf } from "../../db/sale/sale-terms.ts";
import { IsolateCache } from "../caching/isolate-cache.ts";
import { showFacts, type ShowFacts } from "./show-facts.ts";

/** A fan's choices besides the seats. */
export type PriceChoices = {
  accountId: string;
  scheduleId: string;
  priceTypes: { seat: number; priceType: string }[];
  coupon: string | null;
};

const known = new IsolateCache<SaleTerms>({ freshMs: 15_000, countMax: 500 });

/** The terms of a sale, cached because they rarely change and a purchase makes only one trip to the books. */
export const saleTerms = (db: Database, scheduleId: string): Promise<SaleTerms | null> =>
  known.load(scheduleId, () => saleTermsOf(db, scheduleId));

/** If a transfer never arrives, its seats must come back early enough for another fan to buy them. */
const depositsEndMs = 2 * 24 * 3_600_000;

/** The minutes for a transfer that starts now; 0 if it is not offered or would end too close to the show. */
export function depositMinutesAt(
  { depositMinutes }: Pick<SaleTerms, "depositMinutes">,
  { startsAt }: Pick<ShowFacts, "startsAt">,
  now: number,
): number {
  const dueAtMs = now + depositMinutes * 60_000;
  return dueAtMs > Date.parse(startsAt) - depositsEndMs ? 0 : depositMinutes;
}

/** After the organizer has changed them, here at least at once. */
export const forgetTerms = (scheduleId: string): void => known.forget(scheduleId);

/** A fan never pays an unseen price: if the order names a price, it costs exactly that or is refused. */
export const asShown = (
  order: Outcome<PricedOrder>,
  { expectedMinor }: { expectedMinor?: number | undefined },
): Outcome<PricedOrder> =>
  order.ok && expectedMinor !== undefined && order.value.totalMinor !== expectedMinor
    ? refuse("price-changed", `${order.value.totalMinor}`)
    : order;

/** The price of these seats for this fan. The buyer is looked up only if the price depends on the buyer. */
export async function priced(
  db: Database,
  { accountId, scheduleId, priceTypes, coupon }: PriceChoices,
  seats: ListedSeat[],
): Promise<Outcome<PricedOrder>> {
  const [terms, facts] = await Promise.all([saleTerms(db, scheduleId), showFacts(db, scheduleId)]);
  if (!terms || !facts) return refuse("not-found");
  const isPersonal = coupon !== null || terms.discounts.automatic.some(({ tier }) => tier !== null);
  const buyer = isPersonal
    ? await buyerFacts(db, { accountId, scheduleId, coupon })
    : { tier: null, coupon: null };
  if (coupon !== null && buyer.coupon === null) return refuse("coupon-not-valid", "unknown");
  return priceOrder({
    seats,
    priceTypes: new Map(priceTypes.map(({ seat, priceType }) => [seat, priceType])),
    terms: terms.discounts,
    coupon: buyer.coupon,
    tier: buyer.tier,
    concertId: facts.concert.id,
    scheduleId,
    now: Date.now(),
  });
}
