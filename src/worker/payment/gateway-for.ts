import type { CashReceipt, GatewayMethod } from "../../contract/money/payments.ts";
import type { Money } from "../../contract/money/money.ts";
import type { ReturnTo } from "../../contract/money/return-addresses.ts";
import type { AppContext } from "../app-env.ts";
import type { Env } from "../env.ts";
import { ProblemError } from "../problem.ts";
import { GatewayUnreachable } from "./gateway.ts";
import type { PaymentGateway } from "./gateway.ts";
import { tossGateway } from "./toss.ts";

/** Our page that opens the real gateway's window. */
export const checkoutPath = "/api/v1/payments/checkout";
const tossUrl = "https://api.tosspayments.com";

/** This deployment's gateway. Its secret is enough; only the stand-in has another address. */
export function gatewayOf(env: Env): PaymentGateway {
  const { PAYMENT_GATEWAY_URL: url = tossUrl, PAYMENT_GATEWAY_SECRET: secret } = env;
  if (secret === undefined)
    throw new ProblemError("gateway-unreachable", "No payment provider is set up here");
  return tossGateway({ url, secret });
}

/** Ends the request if the gateway was unreachable and nothing was changed. */
export function unreachable(error: unknown): never {
  if (error instanceof GatewayUnreachable) throw new ProblemError("gateway-unreachable");
  throw error;
}

/** As Toss names them. */
const receiptNames = { income: "소득공제", expense: "지출증빙" } as const;

type Checkout = {
  id: string;
  amount: Money;
  /** The page of ours that the browser comes back to, unless the client has pages of its own. */
  back: string;
  returnTo?: ReturnTo | null | undefined;
  method?: GatewayMethod | null;
  orderName?: string;
  depositMinutes?: number;
  cashReceipt?: CashReceipt | null;
};

/** The checkout address: the stand-in's page, or ours with the real gateway's window. */
export function checkoutUrl(c: AppContext, checkout: Checkout): string | null {
  const { PAYMENT_CHECKOUT_URL: standIn, PAYMENT_CLIENT_KEY: clientKey } = c.env;
  if (standIn === undefined && clientKey === undefined) return null;
  const ours = new URL(checkout.back, c.req.url).href;
  const { successUrl, failUrl } = checkout.returnTo ?? { successUrl: ours, failUrl: ours };
  const url = new URL(standIn ?? checkoutPath, c.req.url);
  const { id, amount, method, orderName = "Frontrow", depositMinutes, cashReceipt } = checkout;
  url.searchParams.set("orderId", id);
  url.searchParams.set("amount", String(amount.amount));
  url.searchParams.set("orderName", orderName);
  url.searchParams.set("successUrl", successUrl);
  url.searchParams.set("failUrl", failUrl);
  if (method) url.searchParams.set("method", method);
  if (cashReceipt) {
    url.searchParams.set("cashReceipt", receiptNames[cashReceipt.type]);
    // The part after "#" stays in the browser, so that no server logs a phone number.
    url.hash = new URLSearchParams({ number: cashReceipt.number }).toString();
  }
  // The gateway counts whole hours; a deposit after our own deadline is late and refunded.
  if (depositMinutes)
    url.searchParams.set("validHours", String(Math.max(1, Math.ceil(depositMinutes / 60))));
  return url.href;
}
