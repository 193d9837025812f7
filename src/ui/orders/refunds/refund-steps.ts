import type { PriceQuote } from "../../../contract/money/prices.ts";
import { quoteRefund, type RefundPolicy } from "../../../contract/money/refund-rules.ts";

/** The refund from a moment on; null once tickets can no longer be canceled. */
export type RefundStep = { fromMs: number; untilMs: number | null; refundMinor: number | null };

export type RefundAbout = {
  policy: RefundPolicy;
  quote: { seats: Pick<PriceQuote["seats"][number], "seat" | "price" | "discount" | "fee">[] };
  priceTypes: ReadonlyMap<number, string>;
  startsAtMs: number;
  timeZone: string;
  now: number;
};

const stepsMax = 12;

/** The refund for these tickets, bought now and canceled at any time until the show. */
export function refundSteps({
  policy,
  quote,
  priceTypes,
  now,
  ...show
}: RefundAbout): RefundStep[] {
  const seats = quote.seats.map(({ seat, price, discount, fee }) => ({
    seat,
    priceMinor: price.amount,
    discountMinor: discount.amount,
    feeMinor: fee.amount,
    priceType: priceTypes.get(seat) ?? null,
  }));
  const steps: RefundStep[] = [];
  let fromMs: number | null = now;
  while (fromMs !== null && fromMs < show.startsAtMs && steps.length < stepsMax) {
    const refund = quoteRefund({ policy, seats, bookedAtMs: now, now: fromMs, ...show });
    const untilMs: number | null = refund.ok ? refund.value.changesAtMs : null;
    steps.push({ fromMs, untilMs, refundMinor: refund.ok ? refund.value.refundMinor : null });
    fromMs = untilMs;
  }
  return steps;
}
