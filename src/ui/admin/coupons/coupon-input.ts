import type { z } from "zod";
import type { CreateCoupon } from "../../../contract/money/discounts.ts";

type NewCoupon = z.input<typeof CreateCoupon>;

/** Reads a coupon from a form's fields; an empty field sets no limit. Null if there is no discount. */
export function couponOf(field: (name: string) => string): NewCoupon | null {
  const number = (name: string) => (field(name).trim() === "" ? null : Number(field(name)));
  const time = (name: string) => {
    const text = field(name).trim();
    return text === "" ? null : new Date(text).toISOString();
  };
  const value = number("value");
  if (value === null || !(value > 0)) return null;
  const isPercent = field("kind") === "percent";
  const maxMinor = number("max");
  const cut = isPercent
    ? { percent: value, ...(maxMinor === null ? {} : { maxMinor }) }
    : { amountMinor: value };
  return {
    code: field("code").trim(),
    name: { ko: field("nameKo").trim(), en: field("nameEn").trim() },
    cut,
    minimumMinor: number("minimum") ?? 0,
    usesMax: number("usesMax"),
    usesPerAccountMax: number("perAccount"),
    tier: field("tier").trim() === "" ? null : field("tier").trim(),
    opensAt: time("opensAt"),
    closesAt: time("closesAt"),
  };
}
