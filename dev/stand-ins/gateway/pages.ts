import type { Checkout } from "./checkout.ts";
import { methodNames } from "./payment.ts";
import type { Payment } from "./payment.ts";
import type { Webhook } from "./webhooks.ts";

const won = (amount: number) => `${amount.toLocaleString("ko-KR")}원`;
const englishNames = {
  card: "Card",
  easyPay: "Easy pay",
  transfer: "Bank transfer",
  virtualAccount: "Virtual account",
} as const;

/** Where the fan agrees to pay, or does not. It takes no card: nothing here moves money. */
export function checkoutPage(checkout: Checkout): string {
  const { method = "card", receiptNumber: _, ...rest } = checkout;
  const fields = Object.entries(rest)
    .filter(([, value]) => value !== undefined)
    .map(([name, value]) => hidden(name, String(value)));
  const methods = Object.entries(methodNames).map(
    ([id, name]) =>
      `<label><input type="radio" name="method" value="${id}"${id === method ? " checked" : ""}> ${name} · ${englishNames[id as keyof typeof englishNames]}</label>`,
  );
  return page(
    "결제 · Payment",
    `<h1>${won(checkout.amount)}</h1><p>${escape(checkout.orderName)}</p>
<form method="post" action="/checkout">${fields.join("")}
<fieldset><legend>결제 수단 · Pay with</legend>${methods.join("")}</fieldset>
${checkout.cashReceipt === undefined ? "" : receiptField(checkout.cashReceipt)}
<button name="answer" value="pay">결제하기 · Pay</button>
<button name="answer" value="refuse" class="plain">카드 거절 · Card refused</button>
<button name="answer" value="cancel" class="plain">취소 · Cancel</button></form>
<p class="quiet">시험용 결제창입니다. 실제로 결제되지 않습니다.<br>A stand-in for the payment company: no money moves.</p>`,
  );
}

/** The number comes after "#", where no server sees it, until the fan sends it here. */
const receiptField = (type: string) =>
  `<label>현금영수증 · Cash receipt (${type}) <input name="receiptNumber"></label>
<script>document.querySelector("[name=receiptNumber]").value = new URLSearchParams(location.hash.slice(1)).get("number") ?? "";</script>`;

/** Every payment with its webhooks and its possible next events at the bank or at the gateway. */
export function paymentsPage(payments: Payment[], webhooks: Webhook[]): string {
  const rows = payments.map((payment) => {
    const { requestedAt, status, method, totalAmount, balanceAmount, orderId, paymentKey } =
      payment;
    const told = webhooks.filter((webhook) => webhook.orderId === orderId);
    const attempts = told.map((webhook) => webhook.attempts.join(" ") || "–").join(", ");
    return `<tr><td>${requestedAt}<br>${method}</td><td>${status}<br>${won(totalAmount)}<br><span class="quiet">${won(balanceAmount)} 남음 · left</span></td>
<td><code>${escape(orderId)}</code><br><code class="quiet">${escape(paymentKey)}</code><br><span class="quiet">Webhooks: ${attempts}</span></td><td>${acts(payment)}</td></tr>`;
  });
  const table = `<table>${rows.join("")}</table>`;
  return page(
    "결제 내역 · Payments",
    `<h1>결제 내역 · Payments</h1>${rows.length > 0 ? table : "<p>아직 없습니다 · None yet</p>"}`,
  );
}

function acts({ orderId, status, virtualAccount }: Payment): string {
  const isDone = status === "DONE" || status === "PARTIAL_CANCELED";
  const offered = [
    status === "WAITING_FOR_DEPOSIT" ? ["deposit", "입금 · Deposit"] : null,
    status === "DONE" && virtualAccount ? ["bank-error", "은행 오류 · Bank error"] : null,
    isDone ? ["cancel", "취소 · Cancel"] : null,
    ["webhooks-again", "웹훅 다시 · Webhooks again"],
  ].filter((act) => act !== null);
  const buttons = offered.map(
    ([act, name]) => `<button class="plain small" name="act" value="${act}">${name}</button>`,
  );
  return `<form method="post" action="/payments">${hidden("orderId", orderId)}${buttons.join("")}</form>`;
}

const hidden = (name: string, value: string) =>
  `<input type="hidden" name="${name}" value="${escape(value)}">`;

function page(title: string, body: string): string {
  return `<!doctype html><html lang="ko"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><title>${title}</title><style>
:root { color-scheme: light dark; font: 16px/1.6 system-ui, sans-serif; }
body { max-width: 60rem; margin: 0 auto; padding: 3rem 1.25rem; }
fieldset { border: 0; padding: 0; margin: 1rem 0; } label { display: block; min-height: 2.25rem; }
button { display: block; width: 100%; max-width: 20rem; min-height: 3rem; margin-top: 0.75rem; border: 0; border-radius: 0.75rem; font: inherit; font-weight: 600; color: #fff; background: #1f5eff; cursor: pointer; }
button.plain { color: inherit; background: color-mix(in srgb, currentColor 10%, transparent); }
button.small { min-height: 2.25rem; margin-top: 0.25rem; font-size: 0.875rem; }
table { border-collapse: collapse; width: 100%; } td { padding: 0.5rem 0.75rem 0.5rem 0; vertical-align: top; border-top: 1px solid color-mix(in srgb, currentColor 20%, transparent); }
.quiet { opacity: 0.7; font-size: 0.875rem; }</style></head><body><main>${body}</main></body></html>`;
}

function escape(text: string): string {
  return text
    .replaceAll("&", "&amp;")
    .replaceAll("<", "&lt;")
    .replaceAll(">", "&gt;")
    .replaceAll('"', "&quot;");
}
