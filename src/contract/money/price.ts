import type { LocalText } from "./money.ts";
import { type Outcome, done, refuse } from "../problems.ts";

/** The amount of a discount: a percentage of the price, or a fixed amount. Never more than the price. */
export type Cut =
  | { percent: number; maxMinor?: number | null | undefined }
  | { amountMinor: number };

/** A kind of ticket that the fan chooses for a seat: youth, veteran, member of a fan club. */
export type PriceType = {
  id: string;
  name: LocalText;
  /** Null: all zones. */
  zones: string[] | null;
  /** Off each ticket. */
  cut: Cut;
  /** The proof to show at the door, if any. */
  note: LocalText | null;
};

/** Applied automatically to everyone eligible: off each ticket, after its price type, and only the best one. */
export type AutomaticDiscount = {
  id: string;
  kind: "early-bird" | "member";
  name: LocalText;
  zones: string[] | null;
  cut: Cut;
  fromMs: number | null;
  untilMs: number | null;
  /** The eligible members' tier; null for everybody. */
  tier: string | null;
};

export type DiscountTerms = { priceTypes: PriceType[]; automatic: AutomaticDiscount[] };

/** Off the tickets of a whole order, after everything else. */
export type CouponTerms = {
  id: string;
  code: string;
  name: LocalText;
  cut: Cut;
  /** The minimum price of the tickets before the coupon. */
  minimumMinor: number;
  zones: string[] | null;
  concertId: string | null;
  scheduleId: string | null;
  tier: string | null;
  opensAtMs: number | null;
  closesAtMs: number | null;
  isOpen: boolean;
};

export type ListedSeat = {
  seat: number;
  key: string;
  zoneId: string;
  priceMinor: number;
  feeMinor: number;
};
export type PricedSeat = ListedSeat & { discountMinor: number; priceType: string | null };

export type DiscountLine = {
  kind: "price-type" | AutomaticDiscount["kind"] | "coupon";
  id: string;
  name: LocalText;
  tickets: number;
  amountMinor: number;
};

export type PricedOrder = {
  seats: PricedSeat[];
  discounts: DiscountLine[];
  ticketsMinor: number;
  feesMinor: number;
  discountMinor: number;
  totalMinor: number;
  couponId: string | null;
};

export type PriceAsked = {
  seats: ListedSeat[];
  /** The price type chosen for each seat that has one. */
  priceTypes: ReadonlyMap<number, string> | null;
  terms: DiscountTerms;
  coupon: CouponTerms | null;
  /** The buyer's tier as a member. */
  tier: string | null;
  concertId: string;
  scheduleId: string;
  now: number;
};

/** Computes the price of an order line by line. The only place that computes discounts. */
export function priceOrder(asked: PriceAsked): Outcome<PricedOrder> {
  const lines = new Map<string, DiscountLine>();
  const chosen = [...(asked.priceTypes ?? [])];
  const stray = chosen.find(([seat]) => !asked.seats.some((each) => each.seat === seat));
  if (stray) return refuse("unknown-price-type", `seat ${stray[0]} is not in the hold`);

  const seats: PricedSeat[] = [];
  for (const listed of asked.seats) {
    const priceType = asked.priceTypes?.get(listed.seat) ?? null;
    const type = asked.terms.priceTypes.find(({ id }) => id === priceType);
    if (priceType !== null && (!type || !isFor(type.zones, listed.zoneId)))
      return refuse("unknown-price-type", priceType);
    const typeMinor = type ? cutOff(listed.priceMinor, type.cut) : 0;
    if (type) addLine(lines, { kind: "price-type", ...type }, typeMinor);
    const automatic = bestAutomatic(asked, listed, listed.priceMinor - typeMinor);
    if (automatic) addLine(lines, automatic.discount, automatic.minor);
    const discountMinor = typeMinor + (automatic?.minor ?? 0);
    seats.push({ ...listed, discountMinor, priceType });
  }

  const { coupon } = asked;
  if (!coupon) return done(summed(seats, lines, null));
  const shares = couponShares(asked, coupon, seats);
  if (!shares.ok) return shares;
  const reduced = seats.map((seat) => {
    const minor = shares.value.get(seat.seat);
    if (minor === undefined) return seat;
    addLine(lines, { kind: "coupon", id: coupon.id, name: coupon.name }, minor);
    return { ...seat, discountMinor: seat.discountMinor + minor };
  });
  return done(summed(reduced, lines, coupon.id));
}

function summed(
  seats: PricedSeat[],
  lines: Map<string, DiscountLine>,
  couponId: string | null,
): PricedOrder {
  const sum = (of: "priceMinor" | "feeMinor" | "discountMinor") =>
    seats.reduce((total, seat) => total + seat[of], 0);
  const ticketsMinor = sum("priceMinor");
  const feesMinor = sum("feeMinor");
  const discountMinor = sum("discountMinor");
  const totalMinor = ticketsMinor + feesMinor - discountMinor;
  const discounts = [...lines.values()].filter(({ amountMinor }) => amountMinor > 0);
  return { seats, discounts, ticketsMinor, feesMinor, discountMinor, totalMinor, couponId };
}

const isFor = (zones: string[] | null, zoneId: string) => zones?.includes(zoneId) ?? true;

/** What a discount takes off an amount. */
export function cutOff(minor: number, cut: Cut): number {
  if ("amountMinor" in cut) return Math.min(minor, cut.amountMinor);
  return Math.min(Math.floor((minor * cut.percent) / 100), cut.maxMinor ?? Infinity);
}

type Named = Pick<DiscountLine, "kind" | "id" | "name">;

function addLine(lines: Map<string, DiscountLine>, { kind, id, name }: Named, minor: number): void {
  const key = `${kind} ${id}`;
  const line = lines.get(key) ?? { kind, id, name, tickets: 0, amountMinor: 0 };
  lines.set(key, { ...line, tickets: line.tickets + 1, amountMinor: line.amountMinor + minor });
}

function bestAutomatic(
  { terms, tier, now }: PriceAsked,
  { zoneId }: ListedSeat,
  leftMinor: number,
) {
  let best: { discount: AutomaticDiscount; minor: number } | null = null;
  for (const discount of terms.automatic) {
    const isOn = now >= (discount.fromMs ?? 0) && now < (discount.untilMs ?? Infinity);
    const isMine = discount.tier === null || discount.tier === tier;
    if (!isOn || !isMine || !isFor(discount.zones, zoneId)) continue;
    const minor = cutOff(leftMinor, discount.cut);
    if (minor > (best?.minor ?? 0)) best = { discount, minor };
  }
  return best;
}

/** Spreads a coupon over its tickets, so that canceling one of them refunds its real cost. */
function couponShares(
  asked: PriceAsked,
  coupon: CouponTerms,
  seats: PricedSeat[],
): Outcome<Map<number, number>> {
  const why = whyNot(asked, coupon);
  if (why !== null) return refuse("coupon-not-valid", why);
  const bases = seats.filter((seat) => isFor(coupon.zones, seat.zoneId) && paid(seat) > 0);
  const baseMinor = bases.reduce((total, seat) => total + paid(seat), 0);
  if (baseMinor < Math.max(1, coupon.minimumMinor)) return refuse("coupon-not-valid", "minimum");
  const wholeMinor = cutOff(baseMinor, coupon.cut);
  let givenMinor = 0;
  let passedMinor = 0;
  const shares = bases.map((seat): [number, number] => {
    // Uses the running sum, so that the shares add up to the whole and none exceeds its ticket's price.
    passedMinor += paid(seat);
    const share = partOf(wholeMinor, passedMinor, baseMinor) - givenMinor;
    givenMinor += share;
    return [seat.seat, share];
  });
  return done(new Map(shares));
}

/** whole × part / all, rounded down. The product may exceed the range of exact numbers. */
function partOf(whole: number, part: number, all: number): number {
  return Number((BigInt(whole) * BigInt(part)) / BigInt(all));
}

const paid = ({ priceMinor, discountMinor }: PricedSeat) => priceMinor - discountMinor;

function whyNot({ now, tier, concertId, scheduleId }: PriceAsked, coupon: CouponTerms) {
  if (!coupon.isOpen || now >= (coupon.closesAtMs ?? Infinity)) return "closed";
  if (now < (coupon.opensAtMs ?? 0)) return "not-yet";
  if (coupon.concertId !== null && coupon.concertId !== concertId) return "other-concert";
  if (coupon.scheduleId !== null && coupon.scheduleId !== scheduleId) return "other-concert";
  if (coupon.tier !== null && coupon.tier !== tier) return "tier";
  return null;
}
