import type { StockReason } from "../../../contract/admin/stock/stock.ts";

/** What seats are kept for, in the order of the forms. */
export const stockReasons: readonly StockReason[] = [
  "guest",
  "promoter",
  "technique",
  "camera",
  "fire",
  "other",
];
