import { z } from "@hono/zod-openapi";
import { Id, Time } from "../ids.ts";
import { LocalText, Money } from "./money.ts";
import { page } from "../paging.ts";
import { digitsOf, isReceiptNumber } from "./personal-numbers.ts";
import { Refund } from "./refunds.ts";

/** The gateway's payment methods. */
export const GatewayMethod = z.enum(["card", "easyPay", "transfer", "virtualAccount"]);
export const PaymentMethod = z
  .enum(["wallet", ...GatewayMethod.options])
  .meta({ id: "PaymentMethod" });

const receiptType = z.enum(["income", "expense"]).meta({ description: "소득공제 or 지출증빙" });

/** The recipient of a cash receipt. The gateway issues it once the money has arrived. */
export const CashReceipt = z
  .strictObject({
    type: receiptType,
    number: z.string().max(40).meta({
      description: "A mobile phone or receipt card for `income`, a business number for `expense`",
      example: "010-1234-5678",
    }),
  })
  .refine(({ type, number }) => isReceiptNumber(type, number), {
    path: ["number"],
    error: "No number that a cash receipt of this type can be made out to",
  })
  .transform(({ type, number }) => ({ type, number: digitsOf(number) }))
  .meta({ id: "CashReceipt" });
/** Only transfers get one: a card payment has its own receipt, and the wallet's money may have come by card. */
export const methodsWithReceipt: readonly string[] = ["transfer", "virtualAccount"];

const ShownReceipt = z
  .strictObject({
    type: receiptType,
    number: z.string().meta({ example: "010****5678" }),
  })
  .meta({ id: "ShownReceipt", description: "A cash receipt, with the ends of its number" });

/** The account to transfer the money to, and the deadline. */
export const Deposit = z
  .strictObject({
    bank: z.string(),
    accountNumber: z.string(),
    holder: z.string(),
    dueAt: Time,
  })
  .meta({ id: "Deposit" });

export const PaymentStatus = z
  .enum(["ready", "awaiting-deposit", "unknown", "paid", "refused", "to-refund", "refunded"])
  .meta({
    id: "PaymentStatus",
    description: "`to-refund`: the money arrived but bought nothing, and is on its way back",
  });

export const Payment = z
  .strictObject({
    id: Id,
    purpose: z.enum(["top-up", "order"]),
    status: PaymentStatus,
    method: GatewayMethod.nullable().meta({ description: "Null when chosen at the checkout" }),
    amount: Money.meta({ description: "The amount that the gateway takes" }),
    walletPart: Money.meta({
      description: "The wallet's part, taken once the gateway's part has arrived",
    }),
    refunded: Money,
    reason: z.string().nullable().meta({ description: "Why it was refused or given back" }),
    orderId: Id.nullable(),
    scheduleId: Id.nullable(),
    holdId: Id.nullable(),
    checkoutUrl: z
      .string()
      .nullable()
      .meta({ description: "The page to pay on; null once the payment is settled" }),
    deposit: Deposit.nullable(),
    cashReceipt: ShownReceipt.nullable(),
    createdAt: Time,
    settledAt: Time.nullable(),
    refunds: z.array(Refund),
  })
  .meta({ id: "Payment" });

/** A payment in a list, with its purpose. */
export const ListedPayment = Payment.extend({
  concert: LocalText.nullable().meta({ description: "The title of the concert" }),
}).meta({ id: "ListedPayment" });
export const Payments = page(ListedPayment).meta({ id: "Payments" });

export const AdminPayment = Payment.omit({ checkoutUrl: true })
  .extend({
    accountId: Id,
    email: z.string(),
    orderNumber: z.string().nullable(),
    provider: z.string(),
    providerKey: z.string().nullable(),
    issue: z.string().nullable().meta({ description: "An issue for an admin to review" }),
    show: z
      .strictObject({ title: LocalText, startsAt: Time, timeZone: z.string() })
      .nullable()
      .meta({ description: "The concert that it pays for; null for a top-up" }),
    seats: z.array(z.string()).meta({ description: "The keys of the seats that it pays for" }),
  })
  .meta({ id: "AdminPayment" });
export const AdminPayments = page(AdminPayment).meta({ id: "AdminPayments" });

/** A payment with its history and the gateway's latest answer. */
export const PaymentStory = z
  .strictObject({
    payment: AdminPayment,
    timeline: z.array(
      z.strictObject({
        at: Time,
        status: PaymentStatus,
        reason: z.string().nullable(),
        issue: z.string().nullable(),
      }),
    ),
    notices: z
      .array(z.strictObject({ at: Time, kind: z.string(), status: z.string().nullable() }))
      .meta({
        description: "The gateway's notices; the Worker trusts none of them and asks the gateway",
      }),
    record: z.unknown(),
  })
  .meta({ id: "PaymentStory" });

export const ConfirmPayment = z
  .strictObject({ paymentKey: z.string().min(1).max(200), amount: z.int().positive() })
  .meta({ id: "ConfirmPayment" });
export const FailPayment = z
  .strictObject({ code: z.string().min(1).max(100) })
  .meta({ id: "FailPayment" });

const finding = z.strictObject({ kind: z.string(), subject: z.string(), detail: z.string() });

/** The findings of the latest comparison of books, schedules and gateway. */
export const Reconciliation = z
  .strictObject({
    startedAt: Time,
    finishedAt: Time,
    checked: z.record(z.string(), z.int()),
    repaired: z.array(finding),
    findings: z.array(finding),
  })
  .meta({ id: "Reconciliation" });

export type GatewayMethod = z.infer<typeof GatewayMethod>;
export type PaymentMethod = z.infer<typeof PaymentMethod>;
export type PaymentStatus = z.infer<typeof PaymentStatus>;
export type CashReceipt = z.infer<typeof CashReceipt>;
export type Deposit = z.infer<typeof Deposit>;
export type Payment = z.infer<typeof Payment>;
export type ListedPayment = z.infer<typeof ListedPayment>;
export type AdminPayment = z.infer<typeof AdminPayment>;
export type PaymentStory = z.infer<typeof PaymentStory>;
export type Finding = z.infer<typeof finding>;
export type Reconciliation = z.infer<typeof Reconciliation>;
