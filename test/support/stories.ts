import fc from "fast-check";
import type { SaleKind, Step } from "../../src/core/simulation/simulated-sale.ts";

/** Random stories for the simulated sale of `src/core/simulation`. */

const fan = fc.nat(3);
const key = fc.nat(2);
const at = fc.nat(3);
const someSeats = fc.uniqueArray(fc.nat(14), { minLength: 1, maxLength: 3 });
const step: fc.Arbitrary<Step> = fc.oneof(
  { weight: 3, arbitrary: fc.record({ do: fc.constant("join" as const), fan }) },
  {
    weight: 4,
    arbitrary: fc.record({ do: fc.constant("enter" as const), fan, moreTime: fc.boolean() }),
  },
  { weight: 1, arbitrary: fc.record({ do: fc.constant("leave" as const), fan }) },
  {
    weight: 6,
    arbitrary: fc.record({
      do: fc.constant("hold" as const),
      fan,
      key,
      seats: someSeats,
      hasCode: fc.boolean(),
    }),
  },
  {
    weight: 3,
    arbitrary: fc.record({
      do: fc.constant("counter" as const),
      fan: fc.constantFrom(4, 5),
      key,
      seats: fc.uniqueArray(fc.nat(12), { minLength: 1, maxLength: 4 }),
    }),
  },
  {
    weight: 3,
    arbitrary: fc.record({
      do: fc.constantFrom("release" as const, "pay" as const, "pay" as const),
      fan: fc.constantFrom(4, 5),
      key,
    }),
  },
  {
    weight: 4,
    arbitrary: fc.record({
      do: fc.constantFrom(
        "block" as const,
        "block" as const,
        "putIn" as const,
        "takeOut" as const,
        "releaseBlock" as const,
      ),
      block: fc.nat(2),
      seats: fc.uniqueArray(fc.nat(12), { minLength: 1, maxLength: 5 }),
      channel: fc.nat(3),
      releaseMs: fc.constantFrom(0, 20, 150),
      isEager: fc.boolean(),
    }),
  },
  {
    weight: 3,
    arbitrary: fc.record({
      do: fc.constant("best" as const),
      fan,
      key,
      zone: fc.nat(1),
      count: fc.integer({ min: 1, max: 3 }),
      chance: fc.constantFrom(0, 0.5, 0.99),
    }),
  },
  {
    weight: 6,
    arbitrary: fc.record({
      do: fc.constantFrom("release" as const, "extend" as const, "pay" as const, "pay" as const),
      fan,
      key,
    }),
  },
  {
    weight: 4,
    arbitrary: fc.record({ do: fc.constant("booksAnswer" as const), at, isRich: fc.boolean() }),
  },
  {
    weight: 4,
    arbitrary: fc.record({ do: fc.constant("deliver" as const), at, isTwice: fc.boolean() }),
  },
  { weight: 1, arbitrary: fc.record({ do: fc.constant("lose" as const), at }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant("refund" as const), at }) },
  {
    weight: 3,
    arbitrary: fc.record({ do: fc.constant("alarm" as const), isBooksUp: fc.boolean() }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      do: fc.constantFrom("lineUp" as const, "lineUp" as const, "giveUp" as const),
      fan,
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      do: fc.constant("replan" as const),
      standing: fc.integer({ min: 3, max: 6 }),
    }),
  },
  {
    weight: 4,
    arbitrary: fc.record({
      do: fc.constant("wait" as const),
      ms: fc.constantFrom(1, 40, 130, 310),
    }),
  },
);
export const saleKind: fc.Arbitrary<SaleKind> = fc.record({
  order: fc.constantFrom("fifo" as const, "fifo" as const, "lottery" as const),
  isPresale: fc.boolean(),
});
/** Fans enter first, so that most of a story is about seats. */
export const opening: Step[] = [0, 1, 2].flatMap((n) => [
  { do: "join", fan: n },
  { do: "enter", fan: n, moreTime: n === 1 },
]);
export const story = fc.array(step, { minLength: 10, maxLength: 80, size: "max" });
