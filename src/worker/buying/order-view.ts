import type { Currency } from "../../contract/money/money.ts";
import type { OrderDiscount, OrderSeat } from "../../contract/money/orders.ts";
import type { DiscountTerms, PricedOrder } from "../../contract/money/price.ts";
import type { ShowFacts } from "./show-facts.ts";

/** The lines of an order as the contract has them. */
export function orderLines(
  { seats, discounts, totalMinor }: PricedOrder,
  currency: Currency,
  { zones }: ShowFacts,
  { priceTypes }: DiscountTerms,
): {
  seats: OrderSeat[];
  discounts: OrderDiscount[];
  total: { amount: number; currency: Currency };
} {
  const money = (amount: number) => ({ amount, currency });
  return {
    seats: seats.map(({ seat, key, zoneId, priceMinor, discountMinor, feeMinor, priceType }) => ({
      seat,
      key,
      zoneId,
      zoneName: zones.find(({ id }) => id === zoneId)?.name ?? { ko: zoneId, en: zoneId },
      price: money(priceMinor),
      discount: money(discountMinor),
      fee: money(feeMinor),
      priceType: priceTypes.find(({ id }) => id === priceType)?.name ?? null,
      isCancelled: false,
    })),
    discounts: discounts.map(({ kind, id, name, tickets, amountMinor }) => {
      return { kind, id, name, tickets, amount: money(amountMinor) };
    }),
    total: money(totalMinor),
  };
}
