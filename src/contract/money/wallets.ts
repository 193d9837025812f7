import { z } from "@hono/zod-openapi";
import { Id, Time } from "../ids.ts";
import { LocalText, Money } from "./money.ts";
import { page } from "../paging.ts";

export const topUpMinor = { min: 1_000, max: 2_000_000 } as const;

export const Wallet = z.strictObject({ balance: Money }).openapi("Wallet");

export const LedgerLine = z
  .strictObject({
    id: Id,
    kind: z.enum(["top-up", "purchase", "refund", "voucher", "compensation"]),
    amount: Money.openapi({ description: "Negative when money leaves the wallet" }),
    balanceAfter: Money,
    orderId: Id.nullable(),
    concert: LocalText.nullable().openapi({ description: "The title of the concert" }),
    at: Time,
  })
  .openapi("LedgerLine");

export const Ledger = page(LedgerLine).openapi("Ledger");

export const StartTopUp = z
  .strictObject({ amount: z.int().openapi({ example: 100_000 }) })
  .openapi("StartTopUp", { description: "Amount in won" });

export const TopUp = z
  .strictObject({
    id: Id,
    status: z.enum(["ready", "paid", "refused", "unknown"]),
    amount: Money,
    checkoutUrl: z
      .string()
      .nullable()
      .openapi({ description: "Where the fan pays; null once settled" }),
    createdAt: Time,
  })
  .openapi("TopUp");

export const ConfirmTopUp = z
  .strictObject({ paymentKey: z.string().min(1).max(200), amount: z.int().positive() })
  .openapi("ConfirmTopUp");

export type Wallet = z.infer<typeof Wallet>;
export type LedgerLine = z.infer<typeof LedgerLine>;
export type TopUp = z.infer<typeof TopUp>;
