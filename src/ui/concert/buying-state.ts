import type { SaleState } from "../../contract/catalogue/concerts.ts";

/** What a fan can do about a date at a moment; each has one button. */
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
  /** How many wait in line; undefined while we do not know. */
  waiting: number | undefined;
};

/** The door is worth standing at half an hour before; earlier than that a reminder helps more. */
export const lobbyMs = 30 * 60_000;

/** One machine for the one button, whatever page shows it. */
export function buyingState({ sale, msToOpening, stock, waiting }: Circumstances): BuyingState {
  switch (sale) {
    case "cancelled":
    case "closed":
    case "paused":
      return sale;
    case "upcoming":
      return msToOpening > lobbyMs ? "remind" : "lobby";
    case "open":
      // What is held may come back, so only what is sold for good is sold out.
      if (stock && stock.available === 0 && stock.held === 0) return "soldOut";
      return waiting !== undefined && waiting > 0 ? "queue" : "book";
  }
}
