import { z } from "@hono/zod-openapi";
import { GatewayUnreachable } from "./gateway.ts";
import type { GatewayMethod } from "../../contract/money/payments.ts";
import type { GatewayPayment, Notice } from "./gateway.ts";

/** What we read of Toss's payment; the rest is kept but not understood. */
const Payment = z.object({
  paymentKey: z.string(),
  orderId: z.string(),
  totalAmount: z.number(),
  balanceAmount: z.number().optional(),
  status: z.string(),
  method: z.string().nullish(),
  cancels: z.array(z.object({ cancelReason: z.string(), cancelAmount: z.number() })).nullish(),
  virtualAccount: z
    .object({
      bankCode: z.string().nullish(),
      accountNumber: z.string(),
      customerName: z.string().nullish(),
      dueDate: z.string(),
    })
    .nullish(),
  receipt: z.object({ url: z.string() }).nullish(),
  secret: z.string().nullish(),
  failure: z.object({ code: z.string() }).nullish(),
});
const Changed = z.object({
  eventType: z.literal("PAYMENT_STATUS_CHANGED"),
  data: z.object({ orderId: z.string(), status: z.unknown() }),
});
/** Flat, and without an `eventType`. */
const Deposited = z.object({ orderId: z.string(), secret: z.string(), status: z.string() });

const methods: Record<string, GatewayMethod> = {
  카드: "card",
  간편결제: "easyPay",
  계좌이체: "transfer",
  가상계좌: "virtualAccount",
};

export const isPayment = (body: unknown) => Payment.safeParse(body).success;

/** What a refund is called at Toss, so that it is found again when its answer was lost. */
export const refundMark = (refundId: string) => `#${refundId}`;
const marked = /#([0-9a-f-]{36})$/;

export function paymentOf(body: unknown): GatewayPayment {
  const read = Payment.safeParse(body);
  if (!read.success) throw new GatewayUnreachable("Toss answered something else than a payment");
  const { paymentKey, orderId, totalAmount, status, virtualAccount, cancels } = read.data;
  const state = stateOf(status);
  return {
    paymentKey,
    orderId,
    amount: totalAmount,
    balance: read.data.balanceAmount ?? (state === "dead" ? 0 : totalAmount),
    state,
    method: methods[read.data.method ?? ""] ?? null,
    deposit:
      status === "WAITING_FOR_DEPOSIT" && virtualAccount
        ? {
            bank: virtualAccount.bankCode ?? "",
            accountNumber: virtualAccount.accountNumber,
            holder: virtualAccount.customerName ?? "",
            dueAt: utc(virtualAccount.dueDate),
          }
        : null,
    cancels: (cancels ?? []).map(({ cancelReason, cancelAmount }) => {
      return { refundId: marked.exec(cancelReason)?.[1] ?? null, amount: cancelAmount };
    }),
    receiptUrl: read.data.receipt?.url ?? null,
    secret: read.data.secret ?? null,
    failure: read.data.failure?.code ?? null,
    record: withoutAccount(body),
  };
}

/** The account that money went back to is for nobody to read later on. */
function withoutAccount(body: unknown): unknown {
  const { virtualAccount } = body as { virtualAccount?: { refundReceiveAccount?: unknown } | null };
  if (!virtualAccount?.refundReceiveAccount) return body;
  return { ...(body as object), virtualAccount: { ...virtualAccount, refundReceiveAccount: null } };
}

// Times without an offset are Seoul's.
const utc = (time: string) =>
  new Date(/(Z|[+-]\d\d:\d\d)$/.test(time) ? time : `${time}+09:00`).toISOString();

/** What Toss's notices name, of either kind; one deposit comes as both. */
export function noticeOf(body: unknown): Notice | null {
  const changed = Changed.safeParse(body);
  if (changed.success) {
    const { orderId, status } = changed.data.data;
    return { orderId, secret: null, kind: "PAYMENT_STATUS_CHANGED", status: wordOf(status) };
  }
  const deposited = Deposited.safeParse(body);
  if (!deposited.success) return null;
  const { orderId, secret, status } = deposited.data;
  return { orderId, secret, kind: "DEPOSIT_CALLBACK", status: wordOf(status) };
}

/** Anybody could have sent it: only what looks like a state is kept. */
const wordOf = (status: unknown): string | null =>
  typeof status === "string" && /^[A-Z_]{1,40}$/.test(status) ? status : null;

function stateOf(status: string): GatewayPayment["state"] {
  if (status === "DONE" || status === "PARTIAL_CANCELED") return "paid";
  return ["CANCELED", "ABORTED", "EXPIRED"].includes(status) ? "dead" : "waiting";
}
