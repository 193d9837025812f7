import type { DateMove } from "../../contract/catalog/date-move.ts";
import type { LocalText } from "../../contract/money/money.ts";
import { universalTime } from "./universal-time.ts";

/** A move as `move_json` builds it. */
export type DateMoveRow = { fromMs: number; reason: LocalText; refundUntilMs: number };

export const toDateMove = (row: DateMoveRow | null): DateMove | null =>
  row && {
    from: universalTime(row.fromMs),
    reason: row.reason,
    refundUntil: universalTime(row.refundUntilMs),
  };
