import type { CounterFacts, CounterHold, SeatChoice } from "../../../../contract/admin/counter.ts";
import { type PriceType, priceOrder } from "../../../../contract/money/price.ts";

/** What the clerk said about a seat. */
export type Choice = { priceType: string | null; isProofSeen: boolean; isGift: boolean };
export const plainChoice: Choice = { priceType: null, isProofSeen: false, isGift: false };
export type Choices = ReadonlyMap<number, Choice>;

export type PricedLine = {
  seat: number;
  zoneId: string;
  section: string;
  row: string;
  number: string;
  fullMinor: number;
  dueMinor: number;
  choice: Choice;
  /** The price types that this seat can have. */
  types: PriceType[];
  type: PriceType | null;
  /** Its price type asks for a proof that nobody has seen yet. */
  lacksProof: boolean;
};

export type Priced = { lines: PricedLine[]; feesMinor: number; totalMinor: number };

/** Every seat of the hold with its price, as the server computes it. */
export function priceLines(
  about: CounterFacts,
  { seats }: CounterHold,
  choices: Choices,
  now: number,
): Priced {
  const choiceOf = (seat: number) => choices.get(seat) ?? plainChoice;
  const priceTypes = new Map(
    seats.flatMap(({ seat }) => {
      const { priceType, isGift } = choiceOf(seat);
      return priceType === null || isGift ? [] : [[seat, priceType] as const];
    }),
  );
  const priced = priceOrder({
    seats: seats.map(({ seat, key, zoneId, price, fee }) => {
      return { seat, key, zoneId, priceMinor: price.amount, feeMinor: fee.amount };
    }),
    priceTypes,
    terms: about.discounts,
    coupon: null,
    tier: null,
    concertId: about.concert.id,
    scheduleId: about.scheduleId,
    now,
  });
  const lines = seats.map((held): PricedLine => {
    const choice = choiceOf(held.seat);
    const found = priced.ok ? priced.value.seats.find(({ seat }) => seat === held.seat) : undefined;
    const fullMinor = held.price.amount + held.fee.amount;
    const types = about.discounts.priceTypes.filter(
      ({ zones }) => zones === null || zones.includes(held.zoneId),
    );
    const type = choice.isGift ? null : (types.find(({ id }) => id === choice.priceType) ?? null);
    const { seat, zoneId, section, row, number } = held;
    return {
      seat,
      zoneId,
      section,
      row,
      number,
      fullMinor,
      choice,
      types,
      type,
      dueMinor: choice.isGift ? 0 : fullMinor - (found?.discountMinor ?? 0),
      lacksProof: type !== null && type.note !== null && !choice.isProofSeen,
    };
  });
  const paid = seats.filter(({ seat }) => !choiceOf(seat).isGift);
  return {
    lines,
    feesMinor: paid.reduce((sum, { fee }) => sum + fee.amount, 0),
    totalMinor: lines.reduce((sum, { dueMinor }) => sum + dueMinor, 0),
  };
}

/** The choices as the server takes them; a seat at its full price needs none. */
export const choicesToSend = (lines: readonly PricedLine[]): SeatChoice[] =>
  lines.flatMap(({ seat, choice: { priceType, isProofSeen, isGift } }): SeatChoice[] => {
    if (isGift) return [{ seat, proofSeen: false, isGift: true }];
    return priceType === null ? [] : [{ seat, priceType, proofSeen: isProofSeen, isGift: false }];
  });
