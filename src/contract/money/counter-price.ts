import { done, type Outcome, refuse } from "../problems.ts";
import {
  cutOff,
  type DiscountLine,
  type DiscountTerms,
  type ListedSeat,
  type PricedOrder,
  type PricedSeat,
  priceOrder,
} from "./price.ts";

/** Marks a ticket that was given for nothing, where others have the id of their price type. */
export const giftType = "gift";
const giftName = { ko: "초대", en: "Complimentary" };

export type CounterChoice = {
  seat: number;
  priceType?: string | undefined;
  proofSeen: boolean;
  isGift: boolean;
};

export type CounterPrice = {
  seats: ListedSeat[];
  choices: readonly CounterChoice[];
  terms: DiscountTerms;
  hasFees: boolean;
  concertId: string;
  scheduleId: string;
  now: number;
};

/** The price of seats at the counter, for its screen and the server alike. A gift costs nothing, not even a fee. */
export function priceAtCounter(asked: CounterPrice): Outcome<PricedOrder> {
  const { choices, terms, concertId, scheduleId, now } = asked;
  const stray = choices.find(({ seat }) => !asked.seats.some((each) => each.seat === seat));
  if (stray) return refuse("unknown-seat", String(stray.seat));
  const isGift = ({ seat }: ListedSeat) =>
    choices.some((each) => each.seat === seat && each.isGift);
  const listed = asked.seats.map((seat) => (asked.hasFees ? seat : { ...seat, feeMinor: 0 }));
  const sold = priceOrder({
    terms,
    concertId,
    scheduleId,
    now,
    coupon: null,
    tier: null,
    seats: listed.filter((seat) => !isGift(seat)),
    priceTypes: new Map(
      choices.flatMap(({ seat, priceType, isGift: given }): [number, string][] =>
        priceType === undefined || given ? [] : [[seat, priceType]],
      ),
    ),
  });
  if (!sold.ok) return sold;
  const gifts = listed.filter(isGift).map((seat): PricedSeat => {
    return { ...seat, feeMinor: 0, discountMinor: seat.priceMinor, priceType: giftType };
  });
  return done(gifts.length === 0 ? sold.value : withGifts(sold.value, gifts));
}

function withGifts(order: PricedOrder, gifts: PricedSeat[]): PricedOrder {
  const minor = gifts.reduce((sum, { priceMinor }) => sum + priceMinor, 0);
  const about = { kind: "price-type" as const, id: giftType, name: giftName };
  const line: DiscountLine = { ...about, tickets: gifts.length, amountMinor: minor };
  return {
    ...order,
    seats: [...order.seats, ...gifts].toSorted((a, b) => a.seat - b.seat),
    discounts: [...order.discounts, line],
    ticketsMinor: order.ticketsMinor + minor,
    discountMinor: order.discountMinor + minor,
  };
}

/** The first seat whose price type asks for a proof that nobody saw; null if there is none. */
export function unprovenSeat(
  { priceTypes }: DiscountTerms,
  choices: readonly CounterChoice[],
): number | null {
  const missing = choices.find(
    ({ priceType, proofSeen, isGift }) =>
      !isGift && !proofSeen && priceTypes.some(({ id, note }) => id === priceType && note !== null),
  );
  return missing?.seat ?? null;
}

/**
 * What a ticket costs more without its price type, whose proof was not shown; 0 for a ticket that has none, or a gift.
 */
export function fullPriceDifference(
  { priceTypes }: DiscountTerms,
  seat: { priceMinor: number; discountMinor: number; priceType: string | null },
): number {
  const type = priceTypes.find(({ id }) => id === seat.priceType);
  return type ? Math.min(cutOff(seat.priceMinor, type.cut), seat.discountMinor) : 0;
}
