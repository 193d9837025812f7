import { expect, it } from "vitest";
import { krIndustry } from "../../../contract/money/refund-rules.ts";
import { concert } from "../../../../test/support/worker/admin-concert.ts";
import { changeOf, valuesOf } from "./date-values.ts";

const timeZone = "Asia/Seoul";
const date = concert.dates[0]!;
const base = valuesOf(date, timeZone);
const changed = (values: Record<string, string>) =>
  changeOf({ ...base, ...values }, { date, base, timeZone });

it("[CH50] a form of a date sends only what was changed in it, by the venue's clock", () => {
  expect(changed({})).toEqual({});
  expect(base).toMatchObject({ doorsAt: "2099-01-16T18:00", holdMinutes: "5", "price:r": "10000" });
  expect(changed({ doorsAt: "" })).toEqual({ doorsAt: null });
  expect(changed({ saleClosesAt: "2099-01-16T12:00", holdMinutes: "7" })).toEqual({
    saleClosesAt: "2099-01-16T03:00:00.000Z",
    holdMs: 420_000,
  });
  expect(changed({ "price:r": "12000" })).toEqual({
    prices: [{ id: "r", priceMinor: 12_000, feeMinor: 1_000 }],
  });
  expect(changed({ refundPolicy: "kr-industry" })).toEqual({ refundPolicy: krIndustry() });
  expect(changed({ earlyPercent: "20", earlyUntil: "2098-12-01T00:00" })).toEqual({
    discounts: {
      priceTypes: [],
      automatic: [
        expect.objectContaining({ cut: { percent: 20 }, untilMs: Date.parse("2098-11-30T15:00Z") }),
      ],
    },
  });
});

it("[CH79] another early-bird percentage keeps the most that it takes off", () => {
  const early = {
    id: "early-bird",
    kind: "early-bird" as const,
    name: { ko: "조기", en: "Early" },
    zones: null,
    cut: { percent: 10, maxMinor: 5_000 },
    fromMs: null,
    untilMs: null,
    tier: null,
  };
  const capped = { ...date, discounts: { priceTypes: [], automatic: [early] } };
  const of = { date: capped, base: valuesOf(capped, timeZone), timeZone };
  expect(changeOf({ ...of.base, earlyPercent: "20" }, of).discounts?.automatic).toEqual([
    { ...early, cut: { percent: 20, maxMinor: 5_000 } },
  ]);
});
