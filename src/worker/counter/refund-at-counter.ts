import type { RefundAtCounter } from "../../contract/admin/counter-orders.ts";
import type { StaffRefundAsked } from "../../contract/admin/refunds/staff-refunds.ts";
import type { Database } from "../../db/connection/database.ts";
import type { CounterAct } from "../../db/counter/sales.ts";
import { openShiftOf } from "../../db/counter/shifts.ts";
import type { RefundFacts } from "../../db/money/refunds.ts";
import type { Env } from "../env.ts";
import { ProblemError } from "../problem.ts";
import { makeStaffRefund, previewStaffRefund } from "../refunds/make-refund.ts";

export type RefundingAtCounter = CounterAct & {
  orderId: string;
  refundId: string;
  asked: RefundAtCounter;
};

/** Gives the money of tickets back out of the open shift, in full or by the rules, whichever the clerk has shown. */
export async function refundAtCounter(
  env: Env,
  db: Database,
  facts: RefundFacts,
  { by, key, requestHash, orderId, refundId, asked }: RefundingAtCounter,
): Promise<void> {
  const { seats, tenders, reason, expectedMinor } = asked;
  const [tender, ...others] = tenders;
  if (others.length > 0 || (tender?.amountMinor ?? 0) !== expectedMinor)
    throw new ProblemError("tenders-differ", String(expectedMinor));
  const operatorId = by.accountId ?? "";
  const shift = await openShiftOf(db, { organizationId: by.scope.organizationId, operatorId });
  if (!shift) throw new ProblemError("shift-needed");
  const { currency } = shift.float;
  if (currency !== facts.currency)
    throw new ProblemError("conflict", `The shift is in ${currency}`);
  const refund = (money: StaffRefundAsked["money"]): StaffRefundAsked => {
    return { money, seat: "sale", to: "hand", hand: tender?.kind ?? "cash", seats, reason };
  };
  const ways = [refund({ by: "full" }), refund({ by: "rules" })];
  const shown = await Promise.all(ways.map((way) => previewOf(facts, way)));
  const at = shown.findIndex((preview) => preview?.refund.amount === expectedMinor);
  const wanted = ways[at] ?? refund({ by: "full" });
  // Without a preview that fits, the books give the result of the first try, or refuse.
  const seen = shown[at]?.fingerprint ?? "";
  const making = {
    orderId,
    asked: wanted,
    refundId,
    key,
    requestHash,
    seen,
    shiftId: shift.id,
    by,
  };
  await makeStaffRefund(env, db, facts, making);
}

/** Null where the rules allow no refund, or after the tickets have been canceled. */
async function previewOf(facts: RefundFacts, wanted: StaffRefundAsked) {
  try {
    return await previewStaffRefund(facts, wanted);
  } catch (error) {
    if (error instanceof ProblemError) return null;
    throw error;
  }
}
