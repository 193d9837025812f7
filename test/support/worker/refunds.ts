import { sql } from "drizzle-orm";
import { RefundJob } from "../../../src/contract/admin/refunds/refund-jobs.ts";
import { StaffRefundPreview } from "../../../src/contract/admin/refunds/staff-refunds.ts";
import { connect } from "../../../src/db/connection/connect.ts";
import { runRefundJobs } from "../../../src/worker/refunds/open-jobs.ts";
import { answer, bought, call, person, type Person, testEnv } from "./shop.ts";

export const refundAsked = (seat: string) => ({
  money: { by: "full" },
  seat,
  to: "wallet",
  reason: "Ill",
});

/** An order that staff have looked at and can refund in either way. */
export async function refundable(as: Person, scheduleId: string, seat: number) {
  const { id: orderId } = await bought(await person(), scheduleId, [seat]);
  const seen = async (end: string) => {
    const path = `POST /admin/orders/${orderId}/refund-preview`;
    const shown = call(path, { as, body: refundAsked(end) });
    return `"${(await answer(shown, 200, StaffRefundPreview)).fingerprint}"`;
  };
  return {
    orderId,
    seats: [seat],
    seen: await seen("sale"),
    seenKept: await seen("kept-out"),
  };
}

/** A refund of many orders that has been worked out. */
export async function plannedJob(as: Person, orderId: string): Promise<string> {
  const body = { selection: { orders: [orderId] }, ...refundAsked("sale") };
  const headers = { "idempotency-key": crypto.randomUUID() };
  const path = "POST /admin/refund-jobs";
  const { id } = await answer(call(path, { as, body, headers }), 201, RefundJob);
  await runRefundJobs(testEnv, connect(testEnv));
  return id;
}

/** A refund that staff still have to pay by hand. */
export async function owedByHand(orderId: string): Promise<string> {
  const { rows } = await connect(testEnv).execute<{ id: string }>(
    sql`INSERT INTO refund (id, account_id, order_id, amount_minor, charge_minor, currency, target, status, hand, lines)
      SELECT uuidv7(), account_id, id, 0, 0, 'KRW', 'hand', 'due', 'cash', '[]' FROM customer_order
      WHERE id = ${orderId} RETURNING id`,
  );
  return rows[0]?.id ?? "";
}

/** A refund of an order, as if staff had made it. */
export async function refundOf(orderId: string): Promise<string> {
  const { rows } = await connect(testEnv).execute<{ id: string }>(
    sql`INSERT INTO refund (id, account_id, order_id, amount_minor, charge_minor, currency, target, status, lines, done_at)
      SELECT uuidv7(), account_id, id, 0, 0, 'KRW', 'wallet', 'done', '[{"seat": 0}]', now() FROM customer_order
      WHERE id = ${orderId} RETURNING id`,
  );
  return rows[0]?.id ?? "";
}

/** A finished refund of no orders. */
export async function emptyJob(organizationId: string, { id: madeBy }: Person): Promise<string> {
  const id = crypto.randomUUID();
  await connect(testEnv).execute(
    sql`INSERT INTO refund_job (id, organization_id, selection, money, seat, target, reason, currency, state, made_by)
      VALUES (${id}, ${organizationId}, '{"orders": ["-"]}', '{"by": "full"}', 'sale', 'original', '-', 'KRW', 'done', ${madeBy})`,
  );
  return id;
}
