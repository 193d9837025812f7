import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  type CouponTerms,
  type DiscountTerms,
  type PriceAsked,
  type PricedOrder,
  priceOrder,
} from "./price.ts";

const name = (text: string) => ({ ko: text, en: text });
const now = Date.parse("2027-01-01T00:00:00Z");

const terms: DiscountTerms = {
  priceTypes: [
    { id: "youth", name: name("Youth"), zones: ["r", "s"], cut: { percent: 30 }, note: null },
    { id: "veteran", name: name("Veteran"), zones: null, cut: { amountMinor: 60_000 }, note: null },
  ],
  automatic: [
    {
      id: "early",
      kind: "early-bird",
      name: name("Early"),
      zones: null,
      cut: { percent: 10, maxMinor: 5_000 },
      fromMs: null,
      untilMs: now + 1,
      tier: null,
    },
    {
      id: "gold",
      kind: "member",
      name: name("Gold"),
      zones: ["r"],
      cut: { percent: 10 },
      fromMs: null,
      untilMs: null,
      tier: "gold",
    },
  ],
};
const noTerms: DiscountTerms = { priceTypes: [], automatic: [] };

const coupon: CouponTerms = {
  id: "0198f2a4-7c31-7b1e-9d57-2f6a4f0c1d2e",
  code: "WELCOME",
  name: name("Welcome"),
  cut: { amountMinor: 10_000 },
  minimumMinor: 0,
  zones: null,
  concertId: null,
  scheduleId: null,
  tier: null,
  opensAtMs: null,
  closesAtMs: null,
  isOpen: true,
};

const seat = (at: number, zoneId: string, priceMinor: number, feeMinor = 1_000) => {
  return { seat: at, key: `${zoneId}/${at}`, zoneId, priceMinor, feeMinor };
};
const seats = [seat(1, "r", 100_000), seat(2, "r", 100_000), seat(3, "s", 50_000)];

function asked(change: Partial<PriceAsked>): PriceAsked {
  const who = { tier: null, concertId: "concert", scheduleId: "schedule", now: now + 1 };
  return { seats, priceTypes: null, terms: noTerms, coupon: null, ...who, ...change };
}

function priced(change: Partial<PriceAsked>): PricedOrder {
  const order = priceOrder(asked(change));
  if (!order.ok) throw new Error(`${order.code}: ${order.detail}`);
  return order.value;
}

const discountsOf = ({ seats }: PricedOrder) => seats.map(({ discountMinor }) => discountMinor);
const linesOf = ({ discounts }: PricedOrder) =>
  discounts.map(({ kind, id, tickets, amountMinor }) => [kind, id, tickets, amountMinor]);

describe("the price of an order", () => {
  it("[DC1] without discounts an order costs its tickets and fees", () => {
    expect(priced({})).toEqual({
      seats: seats.map((each) => ({ ...each, discountMinor: 0, priceType: null })),
      discounts: [],
      ticketsMinor: 250_000,
      feesMinor: 3_000,
      discountMinor: 0,
      totalMinor: 253_000,
      couponId: null,
    });
  });

  it("[DC2] a price type lowers the price of the chosen seats, and no fee", () => {
    const types = new Map([
      [1, "youth"],
      [3, "veteran"],
    ]);
    const order = priced({ terms: { ...terms, automatic: [] }, priceTypes: types });
    // 30 % of 100,000; and of 50,000 no more than there is.
    expect(discountsOf(order)).toEqual([30_000, 0, 50_000]);
    expect(order.totalMinor).toBe(70_000 + 100_000 + 0 + 3_000);
    expect(linesOf(order)).toEqual([
      ["price-type", "youth", 1, 30_000],
      ["price-type", "veteran", 1, 50_000],
    ]);
  });

  it("[DC3] a price type is refused if it is unknown, if it is not for the zone, or if the seat is not held", () => {
    const ask = (at: number, type: string) =>
      priceOrder(asked({ terms, seats: [seat(1, "v", 9)], priceTypes: new Map([[at, type]]) }));
    const refused = { ok: false, code: "unknown-price-type" };
    expect(ask(1, "senior")).toEqual({ ...refused, detail: "senior" });
    expect(ask(1, "youth")).toEqual({ ...refused, detail: "youth" });
    expect(ask(7, "veteran")).toMatchObject(refused);
    expect(ask(1, "veteran")).toMatchObject({ ok: true });
  });

  it("[DC4] only the best automatic discount applies, after the price type, for its own fans and during its own time", () => {
    const types = new Map([[1, "youth"]]);
    const early = priced({ terms, priceTypes: types, now });
    // 10 % of the 70,000 that are left are 7,000, and 5,000 at most.
    expect(discountsOf(early)).toEqual([35_000, 5_000, 5_000]);
    const gold = priced({ terms, priceTypes: types, now, tier: "gold" });
    expect(discountsOf(gold)).toEqual([37_000, 10_000, 5_000]);
    expect(linesOf(gold)).toEqual([
      ["price-type", "youth", 1, 30_000],
      ["member", "gold", 2, 17_000],
      ["early-bird", "early", 1, 5_000],
    ]);
    expect(discountsOf(priced({ terms, now: now + 1 }))).toEqual([0, 0, 0]);
  });

  it("[DC5] a coupon is spread over its tickets in proportion to their prices, to the won", () => {
    const order = priced({ coupon });
    // 10,000 over 100,000 + 100,000 + 50,000.
    expect(discountsOf(order)).toEqual([4_000, 4_000, 2_000]);
    expect(order).toMatchObject({
      couponId: coupon.id,
      discountMinor: 10_000,
      totalMinor: 243_000,
    });
    const odd = priced({
      coupon: { ...coupon, cut: { amountMinor: 100 } },
      seats: seats.slice(0, 2),
    });
    expect(discountsOf(odd)).toEqual([50, 50]);
    const three = [1, 2, 3].map((at) => seat(at, "r", 10_000));
    const thirds = priced({ coupon: { ...coupon, cut: { amountMinor: 100 } }, seats: three });
    expect(discountsOf(thirds)).toEqual([33, 33, 34]);
    const onlyS = priced({
      coupon: { ...coupon, zones: ["s"], cut: { percent: 50, maxMinor: 9_000 } },
    });
    expect(discountsOf(onlyS)).toEqual([0, 0, 9_000]);
    const all = priced({ coupon: { ...coupon, cut: { percent: 100 } } });
    expect(all.totalMinor).toBe(3_000);
  });

  it("[DC6] a coupon that does not apply is refused with the reason", () => {
    const why = (change: Partial<CouponTerms>, more: Partial<PriceAsked> = {}) => {
      const order = priceOrder(asked({ coupon: { ...coupon, ...change }, ...more }));
      return order.ok ? null : [order.code, order.detail];
    };
    expect(why({ isOpen: false })).toEqual(["coupon-not-valid", "closed"]);
    expect(why({ closesAtMs: now + 1 })).toEqual(["coupon-not-valid", "closed"]);
    expect(why({ closesAtMs: now + 2 })).toBeNull();
    expect(why({ opensAtMs: now + 2 })).toEqual(["coupon-not-valid", "not-yet"]);
    expect(why({ concertId: "other" })).toEqual(["coupon-not-valid", "other-concert"]);
    expect(why({ scheduleId: "other" })).toEqual(["coupon-not-valid", "other-concert"]);
    expect(why({ tier: "gold" })).toEqual(["coupon-not-valid", "tier"]);
    expect(why({ tier: "gold" }, { tier: "gold" })).toBeNull();
    expect(why({ minimumMinor: 250_001 })).toEqual(["coupon-not-valid", "minimum"]);
    expect(why({ minimumMinor: 250_000 })).toBeNull();
    expect(why({ zones: ["v"] })).toEqual(["coupon-not-valid", "minimum"]);
  });

  it("[DC7] Lines, seats and total add up, and no discount makes a price negative", () => {
    const cut = fc.oneof(
      fc.record({ percent: fc.integer({ min: 1, max: 100 }) }),
      fc.record({ amountMinor: fc.integer({ min: 1, max: 200_000_000 }) }),
    );
    const listed = fc.array(
      fc.record({
        price: fc.integer({ min: 0, max: 100_000_000 }),
        zone: fc.constantFrom("r", "s"),
      }),
      { minLength: 1, maxLength: 20 },
    );
    fc.assert(
      fc.property(listed, cut, cut, cut, fc.boolean(), (list, type, automatic, off, hasCoupon) => {
        const seats = list.map(({ price, zone }, at) => seat(at, zone, price, 7));
        const [first] = terms.priceTypes;
        const [early] = terms.automatic;
        const order = priceOrder(
          asked({
            seats,
            priceTypes: new Map([[0, "youth"]]),
            terms: {
              priceTypes: [{ ...first!, cut: type }],
              automatic: [{ ...early!, cut: automatic }],
            },
            coupon: hasCoupon ? { ...coupon, cut: off } : null,
            now,
          }),
        );
        if (!order.ok) {
          expect(order.detail).toBe("minimum");
          return;
        }
        const { discounts, discountMinor, totalMinor, ticketsMinor, feesMinor } = order.value;
        const sum = (numbers: number[]) => numbers.reduce((total, each) => total + each, 0);
        expect(sum(discounts.map(({ amountMinor }) => amountMinor))).toBe(discountMinor);
        expect(sum(discountsOf(order.value))).toBe(discountMinor);
        expect(totalMinor).toBe(ticketsMinor + feesMinor - discountMinor);
        for (const each of order.value.seats) {
          expect(each.discountMinor).toBeGreaterThanOrEqual(0);
          expect(each.discountMinor).toBeLessThanOrEqual(each.priceMinor);
        }
      }),
      { numRuns: 1_000 },
    );
  });
});
