import { asApiError } from "../api/problem.ts";
import { releaseHold } from "../api/sales.ts";

/** How a hold ended: its seats are free, they were paid for, or it is too long ago for anybody to tell. */
export type HoldEnd = "free" | "paid" | "unknown";

/**
 * Gives seats back; null while the books are being asked. Asking again is the same act, and of a hold that is over it
 * tells how it ended.
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
