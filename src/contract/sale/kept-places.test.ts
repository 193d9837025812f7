import { expect, it } from "vitest";
import { arePresalesGone, placeUntil } from "./kept-places.ts";

const hour = (n: number) => new Date(Date.UTC(2027, 0, 16, n)).toISOString();

/** The board at an hour: the first presale is from 10 to 11, the second from 12 to 13, and the sale opens at 14. */
const boardAt = (at: number, soldOut = "") => ({
  isDrawn: false,
  saleOpensAt: hour(14),
  serverTime: hour(at),
  presales: [
    { id: "first", from: 10 },
    { id: "second", from: 12 },
  ]
    .filter(({ from }) => at < from + 1)
    .map(({ id, from }) => {
      const state = id === soldOut ? ("sold-out" as const) : ("open" as const);
      return { id, opensAt: hour(from), state: at < from ? ("to-come" as const) : state };
    }),
});

it("[QH42] the board tells every fan whether the place is kept, why, and until when", () => {
  const kept = (at: number, presale: string | null, soldOut = "") => {
    const { until, why } = placeUntil(boardAt(at, soldOut), presale);
    return why && [why, new Date(until).getUTCHours()];
  };
  expect([9, 10, 11, 12, 13, 14].map((at) => kept(at, "first"))).toEqual([
    null,
    null,
    ["keptOver", 14],
    ["keptOver", 14],
    ["keptOver", 14],
    null,
  ]);
  expect([9, 10, 11, 12, 13].map((at) => kept(at, "second"))).toEqual([
    null,
    ["keptSoon", 12],
    null,
    null,
    ["keptOver", 14],
  ]);
  expect([11, 12, 13].map((at) => kept(at, null))).toEqual([null, ["keptSoon", 14], null]);
  expect(kept(10, "first", "first")).toEqual(["keptSoldOut", 14]);
  expect(kept(10, "second", "first")).toEqual(["keptSoon", 12]);
  expect(placeUntil({ ...boardAt(12), isDrawn: true }, "first").why).toBeNull();
});

it("[QH43] in the lobby of a presale its own fans wait for the presale, and all others for the general sale", () => {
  expect(placeUntil(boardAt(9), "first").until).toBe(hour(10));
  expect(placeUntil(boardAt(11), "second").until).toBe(hour(12));
  expect(placeUntil(boardAt(13), null).until).toBe(hour(14));
});

it("[V476] the seats of a presale are gone once every open presale is sold out, and until the sale opens", () => {
  expect(arePresalesGone(boardAt(10))).toBe(false);
  expect(arePresalesGone(boardAt(10, "first"))).toBe(true);
  expect(arePresalesGone(boardAt(12, "first"))).toBe(false);
  expect(arePresalesGone(boardAt(12, "second"))).toBe(true);
  expect(arePresalesGone(boardAt(14))).toBe(false);
});
