import { expect, it } from "vitest";
import { faultsOfTimes } from "./date-check.ts";

const now = Date.parse("2026-12-01T00:00:00Z");
const times = {
  startsAt: "2026-12-20T18:00:00+09:00",
  doorsAt: "2026-12-20T17:00:00+09:00",
  saleOpensAt: "2026-11-01T20:00:00+09:00",
  saleClosesAt: "2026-12-20T18:00:00+09:00",
};
const pointers = (change: Partial<typeof times>) =>
  faultsOfTimes({ ...times, ...change }, now).map(({ pointer }) => pointer);

it("[P50] each impossible time of a sale is named with its fault", () => {
  expect(pointers({})).toEqual([]);
  const yesterday = "2026-11-30T09:00:00+09:00";
  expect(pointers({ startsAt: yesterday, doorsAt: yesterday, saleClosesAt: yesterday })).toEqual([
    "/startsAt",
    "/saleClosesAt",
  ]);
  expect(pointers({ saleClosesAt: "2026-12-20T18:00:01+09:00" })).toEqual(["/saleClosesAt"]);
  expect(pointers({ doorsAt: "2026-12-20T19:00:00+09:00" })).toEqual(["/doorsAt"]);
  expect(pointers({ saleOpensAt: times.saleClosesAt })).toEqual(["/saleOpensAt"]);
});
