import { asApiError } from "../api/problem.ts";
import { releaseHold } from "../api/sales.ts";

/** How a hold ended: its seats are free, they were paid for, or it ended too long ago to know. */
export type HoldEnd = "free" | "paid" | "unknown";

/**
 * Releases seats; null while the books are being asked. Repeating it is the same act, and for an ended hold it
 * returns how the hold ended.
 */
export async function giveBack(scheduleId: string, holdId: string): Promise<HoldEnd | null> {
  try {
    return (await releaseHold(scheduleId, holdId)) === "free" ? "free" : null;
  } catch (thrown) {
    const { code } = asApiError(thrown);
    if (code === "already-paid") return "paid";
    if (code === "hold-not-found") return "unknown";
    throw thrown;
  }
}
