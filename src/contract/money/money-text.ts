import type { Locale } from "../people/accounts.ts";
import type { Currency, Money } from "./money.ts";

/** The digits after the point of each currency. */
export const decimals: Record<Currency, number> = { KRW: 0, JPY: 0, USD: 2, EUR: 2 };
const tags: Record<Locale, string> = { ko: "ko-KR", en: "en-US" };

/** Money as written in the language: 154,000원 in Korean, ₩154,000 in English. */
export function moneyText({ amount, currency }: Money, lang: Locale): string {
  const value = amount / 10 ** decimals[currency];
  if (lang === "ko" && currency === "KRW")
    return `${new Intl.NumberFormat(tags[lang]).format(value)}원`;
  return new Intl.NumberFormat(tags[lang], {
    style: "currency",
    currency,
    minimumFractionDigits: decimals[currency],
  }).format(value);
}
