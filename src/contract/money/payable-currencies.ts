import type { Currency } from "./money.ts";

/** Currencies that some payment method accepts: wallets and the gateway use won. */
export const payableCurrencies: readonly Currency[] = ["KRW"];
