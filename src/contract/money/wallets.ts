import { z } from "@hono/zod-openapi";
import { Id, Time } from "../ids.ts";
import { LocalText, Money } from "./money.ts";
import { page } from "../paging.ts";
import { ReturnTo } from "./return-addresses.ts";

export const topUpMinor = { min: 1_000, max: 2_000_000 } as const;

export const Wallet = z.strictObject({ balance: Money }).meta({ id: "Wallet" });

export const LedgerLine = z
  .strictObject({
    id: Id,
    kind: z.enum(["top-up", "purchase", "refund", "voucher", "compensation", "correction"]),
    amount: Money.meta({ description: "Negative when money leaves the wallet" }),
    balanceAfter: Money,
    orderId: Id.nullable(),
    concert: LocalText.nullable().meta({ description: "The title of the concert" }),
    at: Time,
  })
  .meta({ id: "LedgerLine" });

export const Ledger = page(LedgerLine).meta({ id: "Ledger" });

export const StartTopUp = z
  .strictObject({
    amount: z.int().meta({
      description: `In won, from ${topUpMinor.min} to ${topUpMinor.max}`,
      example: 100_000,
    }),
    returnTo: ReturnTo.optional(),
  })
  .meta({ id: "StartTopUp" });

export const TopUp = z
  .strictObject({
    id: Id,
    status: z.enum(["ready", "paid", "refused", "unknown"]),
    amount: Money,
    checkoutUrl: z
      .string()
      .nullable()
      .meta({ description: "The page to pay on; null once the payment is settled" }),
    createdAt: Time,
  })
  .meta({ id: "TopUp" });

export const ConfirmTopUp = z
  .strictObject({ paymentKey: z.string().min(1).max(200), amount: z.int().positive() })
  .meta({ id: "ConfirmTopUp" });

export type Wallet = z.infer<typeof Wallet>;
export type LedgerLine = z.infer<typeof LedgerLine>;
export type TopUp = z.infer<typeof TopUp>;
