import { expect, it } from "vitest";
import { fullPriceDifference, priceAtCounter, unprovenSeat } from "./counter-price.ts";

const name = { ko: "청소년", en: "Youth" };
const terms = {
  priceTypes: [
    { id: "youth", name, zones: null, cut: { percent: 20 }, note: { ko: "학생증", en: "ID" } },
    { id: "fan-club", name, zones: null, cut: { amountMinor: 1_000 }, note: null },
  ],
  automatic: [],
};
const seats = [1, 2, 3].map((seat) => {
  return { seat, key: `r/${seat}`, zoneId: "r", priceMinor: 10_000, feeMinor: 1_000 };
});
const plain = { proofSeen: false, isGift: false };
const asked = { seats, terms, concertId: "c", scheduleId: "s", now: 0 };

it("[BO19] the counter takes no booking fee unless the organizer wants it, and a gift costs nothing", () => {
  const choices = [
    { seat: 1, priceType: "youth", proofSeen: true, isGift: false },
    { seat: 2, priceType: "youth", proofSeen: false, isGift: true },
  ];
  const priced = priceAtCounter({ ...asked, choices, hasFees: false });
  expect(priced).toMatchObject({
    value: {
      totalMinor: 18_000,
      feesMinor: 0,
      discountMinor: 12_000,
      seats: [
        { seat: 1, discountMinor: 2_000, priceType: "youth", feeMinor: 0 },
        { seat: 2, discountMinor: 10_000, priceType: "gift" },
        { seat: 3, discountMinor: 0, priceType: null },
      ],
    },
  });
  const withFees = priceAtCounter({ ...asked, choices, hasFees: true });
  expect(withFees).toMatchObject({ value: { totalMinor: 20_000, feesMinor: 2_000 } });
  const stray = [{ ...plain, seat: 9 }];
  expect(priceAtCounter({ ...asked, choices: stray, hasFees: false })).toMatchObject({
    code: "unknown-seat",
  });
});

it("[BO20] a price type that asks for a proof is sold only when its proof was seen", () => {
  expect(unprovenSeat(terms, [{ ...plain, seat: 2, priceType: "youth" }])).toBe(2);
  const seen = { ...plain, seat: 2, priceType: "youth", proofSeen: true };
  expect(unprovenSeat(terms, [seen, { ...plain, seat: 3, priceType: "fan-club" }])).toBeNull();
});

it("[BO21] a ticket without its proof costs what its price type took off", () => {
  const ticket = { priceMinor: 10_000, discountMinor: 2_500, priceType: "youth" };
  expect(fullPriceDifference(terms, ticket)).toBe(2_000);
  expect(fullPriceDifference(terms, { ...ticket, discountMinor: 1_500 })).toBe(1_500);
  expect(fullPriceDifference(terms, { ...ticket, priceType: "gift" })).toBe(0);
});
