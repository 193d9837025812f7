import type { SaleState } from "../../contract/catalog/concerts.ts";

/** A date's possible actions; each has one button. */
export type BuyingState =
  | "remind"
  | "lobby"
  | "book"
  | "queue"
  | "paused"
  | "soldOut"
  | "closed"
  | "cancelled";

export type Circumstances = {
  sale: SaleState;
  msToOpening: number;
  stock: { available: number; held: number } | undefined;
  /** The number of waiting fans; undefined while unknown. */
  waiting: number | undefined;
};

/** The waiting room opens half an hour before; earlier than that a reminder helps more. */
export const lobbyMs = 30 * 60_000;

/** One state machine for the buy button of every page. */
export function buyingState({ sale, msToOpening, stock, waiting }: Circumstances): BuyingState {
  switch (sale) {
    case "cancelled":
    case "closed":
    case "paused":
      return sale;
    case "upcoming":
      return msToOpening > lobbyMs ? "remind" : "lobby";
    case "open":
      // Held seats may come back, so a sale is sold out only when every seat is sold.
      if (stock && stock.available === 0 && stock.held === 0) return "soldOut";
      return waiting !== undefined && waiting > 0 ? "queue" : "book";
  }
}
