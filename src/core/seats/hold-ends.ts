import { refuse } from "../../contract/problems.ts";
import type { EndReason, Hold } from "../state.ts";

export const released = (
  holdId: string,
  reason: "asked" | "expired" | "void" | "superseded",
  at: number,
) => ({ type: "released", holdId, reason, at }) as const;

/**
 * A lapsed hold without a payment attempt blocks nobody, however late the alarm is. Fans' clocks stand still in a
 * pause, so `clock` is `clockOf` the time.
 */
export function isLapsed(hold: Hold, clock: number): boolean {
  return hold.orderId === null && hold.expiresAt <= clock;
}

/** A request under the id of an ended hold makes no second hold; its refusal says how the first one ended. */
export function refuseEnded(reason: EndReason) {
  return refuse(reason === "sold" || reason === "refunded" ? "already-paid" : "hold-expired");
}
