import type { SeatChoice } from "../../contract/admin/counter.ts";
import { giftType, priceAtCounter, unprovenSeat } from "../../contract/money/counter-price.ts";
import type { DiscountLine, ListedSeat, PricedSeat } from "../../contract/money/price.ts";
import { done, type Outcome, refuse } from "../../contract/problems.ts";
import type { KnownFacts } from "../../db/counter/counter-facts.ts";
import type { RefundFacts } from "../../db/money/refunds.ts";

export type ExchangeQuote = {
  from: { seat: number; movedMinor: number }[];
  to: (PricedSeat & { proofSeen: boolean })[];
  discounts: DiscountLine[];
  oldMinor: number;
  newMinor: number;
};

type Asked = { seats: number[]; choices: SeatChoice[] | undefined; isWaived: boolean };
type OldSeat = RefundFacts["seats"][number];

const paidFor = ({ priceMinor, discountMinor, feeMinor }: Omit<OldSeat, "seat" | "priceType">) =>
  priceMinor - discountMinor + feeMinor;

/**
 * Pairs old and new seats in their order. A ticket keeps its price type and the fee that was paid for it; a waived
 * difference lets the new ticket cost what the old one did at most, and gives nothing back.
 */
export function exchangeQuote(
  old: readonly OldSeat[],
  listed: readonly ListedSeat[],
  terms: KnownFacts,
  { seats, choices, isWaived }: Asked,
  now: number,
): Outcome<ExchangeQuote> {
  const leaving = old
    .filter(({ seat }) => seats.includes(seat))
    .toSorted((a, b) => a.seat - b.seat);
  if (leaving.length !== new Set(seats).size)
    return refuse("conflict", "A ticket of these cannot be exchanged any more");
  const coming = listed.toSorted((a, b) => a.seat - b.seat);
  if (coming.length !== leaving.length)
    return refuse("conflict", `${leaving.length} tickets are exchanged for as many seats`);
  const kept = coming.map(({ seat }, at): SeatChoice => {
    const type = leaving[at]?.priceType ?? null;
    const plain = { seat, proofSeen: false, isGift: type === giftType };
    return type === null || type === giftType ? plain : { ...plain, priceType: type };
  });
  const { discounts, concert, scheduleId } = terms;
  if (choices?.some(({ isGift }) => isGift) === true)
    return refuse("conflict", "A ticket becomes no gift by an exchange");
  const unproven = choices ? unprovenSeat(discounts, choices) : null;
  if (unproven !== null) return refuse("proof-needed", String(unproven));
  const about = {
    seats: coming,
    terms: discounts,
    hasFees: false,
    concertId: concert.id,
    scheduleId,
  };
  const priced = priceAtCounter({ ...about, choices: choices ?? kept, now });
  if (!priced.ok) return priced;
  const to = priced.value.seats.map((seat, at) => {
    const before = leaving[at]!;
    const choice = choices?.find((each) => each.seat === seat.seat);
    const proofSeen = seat.priceType !== null && choice?.proofSeen === true;
    const whole = { ...seat, feeMinor: before.feeMinor, proofSeen };
    const over = isWaived ? Math.max(0, paidFor(whole) - paidFor(before)) : 0;
    return { ...whole, discountMinor: whole.discountMinor + over };
  });
  const from = leaving.map((seat, at) => {
    const movedMinor = isWaived ? Math.min(paidFor(seat), paidFor(to[at]!)) : paidFor(seat);
    return { seat: seat.seat, movedMinor };
  });
  const sum = (minors: number[]) => minors.reduce((total, minor) => total + minor, 0);
  const newMinor = sum(to.map(paidFor));
  const oldMinor = isWaived ? newMinor : sum(leaving.map(paidFor));
  return done({ from, to, discounts: priced.value.discounts, oldMinor, newMinor });
}

/** Money that is given back is a refund, and for an order that no counter sold that takes the rights of finance. */
export function withinRights(
  quote: ExchangeQuote,
  { channel }: Pick<RefundFacts, "channel">,
  hasFinance: boolean,
): Outcome<ExchangeQuote> {
  const givesBack = quote.newMinor < quote.oldMinor;
  if (!givesBack || channel === "counter" || hasFinance) return done(quote);
  return refuse("right-missing", "finance.edit");
}
