import { hasTimeLeft } from "../core/wake.ts";
import { askSettlement } from "./books.ts";
import type { ObjectEnv } from "./env.ts";
import type { LiveSale } from "./live-sale.ts";

/** The most requests that an object may have open at once. */
const atOnce = 6;

/** Asks the books about holds with a payment attempt whose payment's time is up, and carries out the answers. */
export async function settleHolds(
  env: ObjectEnv,
  live: LiveSale,
  due: readonly string[],
): Promise<void> {
  const { scheduleId } = live.known();
  const orderOf = (holdId: string) => {
    const { state } = live.known();
    return hasTimeLeft(state, holdId, Date.now()) ? state.holds.get(holdId)!.orderId : null;
  };
  for (let at = 0; at < due.length; at += atOnce) {
    const asked = due
      .slice(at, at + atOnce)
      .map((holdId) => askSettlement(env, { holdId, scheduleId, choosing: orderOf(holdId) }));
    for (const command of await Promise.all(asked)) await live.after(command, () => null);
  }
}
