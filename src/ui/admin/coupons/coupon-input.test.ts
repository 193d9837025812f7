import { expect, it } from "vitest";
import { couponOf } from "./coupon-input.ts";

const coupon = (fields: Record<string, string>) => couponOf((name) => fields[name] ?? "");
const named = { code: " WELCOME ", nameKo: "환영", nameEn: "Welcome" };

it("[AD22] a coupon has the values of its form, and an empty field sets no limit", () => {
  expect(coupon({ ...named, kind: "amount", value: "5000" })).toEqual({
    code: "WELCOME",
    name: { ko: "환영", en: "Welcome" },
    cut: { amountMinor: 5_000 },
    minimumMinor: 0,
    usesMax: null,
    usesPerAccountMax: null,
    tier: null,
    opensAt: null,
    closesAt: null,
  });
  const limited = { ...named, kind: "percent", value: "12.5", max: "9000", minimum: "30000" };
  const times = { opensAt: "2027-01-16T20:00", usesMax: "100", perAccount: "1", tier: "gold" };
  expect(coupon({ ...limited, ...times })).toMatchObject({
    cut: { percent: 12.5, maxMinor: 9_000 },
    minimumMinor: 30_000,
    usesMax: 100,
    usesPerAccountMax: 1,
    tier: "gold",
    opensAt: new Date("2027-01-16T20:00").toISOString(),
  });
  expect(coupon({ ...named, kind: "amount", value: "" })).toBeNull();
  expect(coupon({ ...named, kind: "percent", value: "-1" })).toBeNull();
});
