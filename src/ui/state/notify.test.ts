import { expect, it } from "vitest";
import { opensSoon } from "./notify.ts";

const now = Date.parse("2026-11-27T19:50:00+09:00");
const concert = (id: string, saleOpensAt: string | null, sale = "upcoming" as const) => ({
  id,
  sale,
  saleOpensAt,
});

it("[V65] of a saved concert one is told once, within ten minutes before its sale opens", () => {
  const concerts = [
    concert("in ten", "2026-11-27T20:00:00+09:00"),
    concert("in eleven", "2026-11-27T20:01:00+09:00"),
    concert("open", "2026-11-27T19:49:00+09:00"),
    concert("some day", null),
  ];
  expect(opensSoon(concerts, now, []).map(({ id }) => id)).toEqual(["in ten"]);
  expect(opensSoon(concerts, now, ["in ten 2026-11-27T20:00:00+09:00"])).toEqual([]);
});
