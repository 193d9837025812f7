import type { ListedPayment, Payment } from "../../contract/money/payments.ts";
import type { PriceQuote } from "../../contract/money/prices.ts";
import type { SaleTerms } from "../../contract/money/refunds.ts";
import type { Page } from "./concerts.ts";
import { request } from "./request.ts";

const at = (paymentId: string) => `/payments/${encodeURIComponent(paymentId)}`;

/** A fan's choices besides the seats: price types and a coupon. */
export type PriceChoices = { priceTypes?: { seat: number; priceType: string }[]; coupon?: string };

export const getTerms = (scheduleId: string) =>
  request<SaleTerms>(`/schedules/${encodeURIComponent(scheduleId)}/terms`);
export const priceHold = (scheduleId: string, holdId: string, choices: PriceChoices) =>
  request<PriceQuote>("/orders/price", {
    method: "POST",
    body: { scheduleId, holdId, ...choices },
    isRepeatable: true,
  });

export const getPayment = (id: string) => request<Payment>(at(id), { attemptsMax: 1 });
export const listPayments = (cursor?: string) =>
  request<Page<ListedPayment>>(
    `/payments${cursor === undefined ? "" : `?cursor=${encodeURIComponent(cursor)}`}`,
  );

/** The key comes from the payment, so that a reload, a second tab and "back" repeat the same act. */
export const confirmPayment = (id: string, paymentKey: string, amountMinor: number) =>
  request<Payment>(`${at(id)}/confirmation`, {
    method: "POST",
    body: { paymentKey, amount: amountMinor },
    key: `confirm-${id}`,
    attemptsMax: 2,
  });
export const failPayment = (id: string, code: string) =>
  request<Payment>(`${at(id)}/failure`, {
    method: "POST",
    body: { code },
    isRepeatable: true,
    attemptsMax: 2,
  });
