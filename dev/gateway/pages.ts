import type { Payment } from "./payments.ts";

export type Checkout = {
  orderId: string;
  orderName: string;
  amount: number;
  successUrl: string;
  failUrl: string;
};

const won = (amount: number) => `${amount.toLocaleString("ko-KR")}원`;

/** Where the fan agrees to pay, or does not. It takes no card: nothing here moves money. */
export function checkoutPage(checkout: Checkout): string {
  const fields = Object.entries(checkout).map(
    ([name, value]) => `<input type="hidden" name="${name}" value="${escape(String(value))}">`,
  );
  return page(
    "결제 · Payment",
    `<h1>${won(checkout.amount)}</h1><p>${escape(checkout.orderName)}</p>
<form method="post" action="/checkout">${fields.join("")}
<button name="answer" value="pay">결제하기 · Pay</button>
<button name="answer" value="refuse" class="plain">카드 거절 · Card refused</button>
<button name="answer" value="cancel" class="plain">취소 · Cancel</button></form>
<p class="quiet">시험용 결제창입니다. 실제로 결제되지 않습니다.<br>A stand-in for the payment company: no money moves.</p>`,
  );
}

export function paymentsPage(payments: Payment[]): string {
  const rows = payments.map(
    ({ requestedAt, status, totalAmount, orderId, paymentKey }) =>
      `<tr><td>${requestedAt}</td><td>${status}</td><td>${won(totalAmount)}</td><td><code>${escape(orderId)}</code><br><code class="quiet">${escape(paymentKey)}</code></td></tr>`,
  );
  const table = `<table>${rows.join("")}</table>`;
  return page(
    "결제 내역 · Payments",
    `<h1>결제 내역 · Payments</h1>${rows.length > 0 ? table : "<p>아직 없습니다 · None yet</p>"}`,
  );
}

function page(title: string, body: string): string {
  return `<!doctype html><html lang="ko"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><title>${title}</title><style>
:root { color-scheme: light dark; font: 16px/1.6 system-ui, sans-serif; }
body { max-width: 44rem; margin: 0 auto; padding: 3rem 1.25rem; }
button { display: block; width: 100%; max-width: 20rem; min-height: 3rem; margin-top: 0.75rem; border: 0; border-radius: 0.75rem; font: inherit; font-weight: 600; color: #fff; background: #1f5eff; cursor: pointer; }
button.plain { color: inherit; background: color-mix(in srgb, currentColor 10%, transparent); }
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
