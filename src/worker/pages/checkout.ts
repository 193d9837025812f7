import { Id } from "../../contract/ids.ts";
import { returnOf } from "../../db/money/order-forms.ts";
import type { AppContext } from "../app-env.ts";
import { booksOf } from "../books.ts";
import { ProblemError } from "../problem.ts";
import { policyReports } from "../requests/safe-headers.ts";
import { escapeHtml } from "./page.ts";

const sdk = "https://js.tosspayments.com";
const tossMethods: Record<string, string> = {
  card: "CARD",
  easyPay: "CARD",
  transfer: "TRANSFER",
  virtualAccount: "VIRTUAL_ACCOUNT",
};

/**
 * Opens the real gateway's payment window. Only this page loads anything from the gateway. It does not trust its own
 * address: the amount is compared with the stored one before it is taken.
 */
export async function checkoutPage(c: AppContext): Promise<Response> {
  const query = new URL(c.req.url).searchParams;
  const text = (name: string) => query.get(name) ?? "";
  const clientKey = c.env.PAYMENT_CLIENT_KEY;
  const returnTo = clientKey === undefined ? null : await returnToOf(c, text);
  if (clientKey === undefined || returnTo === null) throw new ProblemError("not-found");
  const method = tossMethods[text("method")] ?? "CARD";
  const receipt = text("cashReceipt");
  const cashReceipt = receipt === "" ? {} : { cashReceipt: { type: receipt } };
  const asked = {
    method,
    amount: { currency: "KRW", value: Number(text("amount")) },
    orderId: text("orderId"),
    orderName: text("orderName"),
    successUrl: returnTo.successUrl,
    failUrl: returnTo.failUrl,
    ...(method === "VIRTUAL_ACCOUNT"
      ? { virtualAccount: { validHours: Number(text("validHours")) || 24, ...cashReceipt } }
      : {}),
    ...(method === "TRANSFER" ? { transfer: cashReceipt } : {}),
  };
  const nonce = crypto.randomUUID();
  return new Response(html(nonce, { clientKey, asked, isOurs: returnTo.isOurs }), {
    headers: {
      "content-type": "text/html; charset=utf-8",
      "cache-control": "no-store",
      "referrer-policy": "strict-origin-when-cross-origin",
      "content-security-policy":
        `default-src 'none'; script-src 'nonce-${nonce}' ${sdk}; connect-src https://*.tosspayments.com; ` +
        "frame-src https://*.tosspayments.com; img-src https: data:; style-src 'unsafe-inline'; " +
        `form-action https:; base-uri 'none'; frame-ancestors 'none'; ${policyReports}`,
      // The gateway opens windows of its own, and may use the browser's own way to pay.
      "cross-origin-opener-policy": "same-origin-allow-popups",
      "permissions-policy": "camera=(), geolocation=(), microphone=()",
    },
  });
}

/** Our own pages, or those that the payment was begun with: an address alone leads nobody elsewhere. */
async function returnToOf(c: AppContext, text: (name: string) => string) {
  const successUrl = text("successUrl");
  if (!URL.canParse(successUrl)) return null;
  const isOurs = new URL(successUrl).origin === new URL(c.req.url).origin;
  if (isOurs) return { successUrl, failUrl: successUrl, isOurs };
  const id = Id.safeParse(text("orderId"));
  const kept = id.success ? await returnOf(booksOf(c), id.data) : null;
  const isKept = kept?.successUrl === successUrl && kept.failUrl === text("failUrl");
  return kept && isKept ? { ...kept, isOurs } : null;
}

type Checkout = { clientKey: string; asked: { orderName: string }; isOurs: boolean };

/** To other sites only the gateway redirects; this page shows a link with the address instead. */
function html(nonce: string, checkout: Checkout): string {
  const { asked } = checkout;
  // In a script only "<" could end it early.
  const data = JSON.stringify(checkout).replaceAll("<", "\\u003c");
  return `<!doctype html><html lang="ko"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>결제 · Payment</title><style>:root{color-scheme:light dark;font:16px/1.6 system-ui,sans-serif}body{max-width:32rem;margin:0 auto;padding:4rem 1.25rem;text-align:center}</style></head>
<body><main><h1>${escapeHtml(asked.orderName)}</h1><p role="status">결제창을 여는 중이에요. · Opening the payment window.</p></main>
<script nonce="${nonce}" src="${sdk}/v2/standard"></script>
<script nonce="${nonce}">const { clientKey, asked, isOurs } = ${data};
const number = new URLSearchParams(location.hash.slice(1)).get("number");
if (/^01\\d{8,9}$/.test(number ?? "")) asked.customerMobilePhone = number;
TossPayments(clientKey).payment({ customerKey: TossPayments.ANONYMOUS }).requestPayment(asked).catch((error) => {
  const back = new URL(asked.failUrl);
  back.searchParams.set("code", error.code ?? "PAY_PROCESS_ABORTED");
  back.searchParams.set("message", error.message ?? "");
  if (isOurs) return location.replace(back.href);
  const link = document.createElement("a");
  link.href = back.href;
  link.rel = "noreferrer";
  link.textContent = back.host;
  document.querySelector("[role=status]").replaceChildren("결제를 마치지 못했어요. 돌아갈 곳: · The payment was not completed. Go back to: ", link);
});</script></body></html>`;
}
