import type { Money } from "../../contract/money/money.ts";
import type { LedgerLine, TopUp, Wallet } from "../../contract/money/wallets.ts";
import type { Page } from "./concerts.ts";
import { request } from "./request.ts";

/** As the contract's `topUpMinor`, which stands in a file that brings zod along; a test keeps the two alike. */
export const topUpMinor = { min: 1_000, max: 2_000_000 } as const;

export const getWallet = () => request<Wallet>("/wallet");
export const listLedger = (cursor?: string) =>
  request<Page<LedgerLine>>(
    `/wallet/ledger${cursor === undefined ? "" : `?cursor=${encodeURIComponent(cursor)}`}`,
  );
/** Whoever asks again is told the same, and has it once. */
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
