import type { SaleState, Stock } from "../../contract/catalog/concerts.ts";
import { useClock } from "../state/use-clock.ts";
import type { BadgeState } from "../components/badge.tsx";

/** A sale's state by the server's clock: it opens at its time without another request. */
export function saleAt(sale: SaleState, opensAt: string | null, nowMs: number): SaleState {
  const isTime = opensAt !== null && Date.parse(opensAt) <= nowMs;
  return sale === "upcoming" && isTime ? "open" : sale;
}

/** The badge of a sale: an open one may be low or sold out. */
export function badgeOf(sale: SaleState, stock: Stock | null): BadgeState {
  if (sale !== "open" || stock === null || stock === "plenty") return sale;
  return stock === "low" ? "low" : "soldOut";
}

/** Like `saleAt`, and renders again only when the state changes. */
export function useSaleState({ sale, saleOpensAt }: Sale): SaleState {
  return useClock(
    (nowMs) => saleAt(sale, saleOpensAt, sale === "upcoming" ? nowMs() : 0),
    [sale, saleOpensAt],
  );
}

type Sale = { sale: SaleState; saleOpensAt: string | null };
