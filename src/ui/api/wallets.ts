import type { Money } from "../../contract/money/money.ts";
import type { LedgerLine, TopUp, Wallet } from "../../contract/money/wallets.ts";
import type { Page } from "./concerts.ts";
import { request } from "./request.ts";

/** A copy of the contract's `topUpMinor`, whose file would bring zod along; a test keeps the two equal. */
export const topUpMinor = { min: 1_000, max: 2_000_000 } as const;

export const getWallet = () => request<Wallet>("/wallet");
export const listLedger = (cursor?: string) =>
  request<Page<LedgerLine>>(
    `/wallet/ledger${cursor === undefined ? "" : `?cursor=${encodeURIComponent(cursor)}`}`,
  );
/** A repeated request gets the same answer and takes effect once. */
export const redeemVoucher = (code: string) =>
  request<{ amount: Money }>("/wallet/vouchers", {
    method: "POST",
    body: { code },
    isRepeatable: true,
  });
export const startTopUp = (amountMinor: number, key: string) =>
  request<TopUp>("/wallet/top-ups", { method: "POST", body: { amount: amountMinor }, key });
export const getTopUp = (id: string) => request<TopUp>(`/wallet/top-ups/${encodeURIComponent(id)}`);
export const confirmTopUp = (id: string, paymentKey: string, amountMinor: number, key: string) =>
  request<TopUp>(`/wallet/top-ups/${encodeURIComponent(id)}/confirmation`, {
    method: "POST",
    body: { paymentKey, amount: amountMinor },
    key,
  });
