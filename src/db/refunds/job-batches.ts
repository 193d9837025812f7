import { sql } from "drizzle-orm";
import type { RefundJobState } from "../../contract/admin/refunds/refund-jobs.ts";
import type { RefundMoney, SeatEnd } from "../../contract/admin/refunds/staff-refunds.ts";
import type { TenderKind } from "../../contract/money/order-channels.ts";
import type { StaffRefundTarget } from "../../contract/money/refunds.ts";
import { type Database, rowsOf } from "../connection/database.ts";
import { factsOf, type RefundFacts } from "../money/refunds.ts";
import { actJson, type RefundPlan, type StaffAct, type StaffRefunded } from "./staff-refunds.ts";

export type JobAct = {
  id: string;
  state: RefundJobState;
  organizationId: string;
  madeBy: string;
  money: RefundMoney;
  seat: SeatEnd;
  to: StaffRefundTarget;
  hand: TenderKind | null;
  reason: string;
  zoneIds: string[] | null;
};

export type JobOrder = {
  orderId: string;
  seats: number[];
  chargeMinor: number;
  refundMinor: number;
};
export type JobBatch = { job: JobAct; orders: JobOrder[]; facts: Map<string, RefundFacts> };

/** The next orders of a job that is being planned or carried out, with their facts; null if it is neither. */
export async function nextBatch(
  db: Database,
  { id, limit }: { id: string; limit: number },
): Promise<JobBatch | null> {
  const [row] = await rowsOf<{ job: JobAct; orders: JobOrder[] }>(
    db,
    sql`SELECT jsonb_build_object('id', j.id, 'state', j.state, 'organizationId', j.organization_id, 'madeBy', j.made_by,
        'money', j.money, 'seat', j.seat, 'to', j.target, 'hand', j.hand, 'reason', j.reason,
        'zoneIds', j.selection->'zoneIds') AS job,
      (SELECT coalesce(jsonb_agg(jsonb_build_object('orderId', l.order_id, 'seats', l.seats,
          'chargeMinor', l.charge_minor, 'refundMinor', l.refund_minor) ORDER BY l.order_id), '[]')
        FROM (SELECT * FROM refund_job_line WHERE job_id = j.id
          AND state = CASE j.state WHEN 'planning' THEN 'selected' ELSE 'planned' END ORDER BY order_id LIMIT ${limit}) l) AS orders
    FROM refund_job j WHERE j.id = ${id} AND j.state IN ('planning', 'running')`,
  );
  if (!row) return null;
  const ids = row.orders.map(({ orderId }) => orderId);
  const facts = await factsOf(db, sql`o.id = ANY (${sql.param(ids)}::uuid[])`);
  return { ...row, facts: new Map(facts.map((each) => [each.orderId, each])) };
}

export type PlannedOrder = JobOrder & { state: "planned" | "skipped"; problem: string | null };

/** Keeps the plan of a batch; answers with the state of the job. */
export async function keepPlan(
  db: Database,
  { id, orders }: { id: string; orders: PlannedOrder[] },
): Promise<RefundJobState> {
  const [row] = await rowsOf<{ state: RefundJobState }>(
    db,
    sql`SELECT plan_refund_batch(${id}, ${JSON.stringify(orders)}) AS state`,
  );
  return row?.state ?? "stopped";
}

export type RunOrder = {
  orderId: string;
  refundId: string;
  plan: RefundPlan | null;
  act: StaffAct;
  /** Why it cannot be refunded as planned. */
  problem: string | null;
};

/** Refunds a batch of a running job, each order once; answers with the state of the job and what was refunded. */
export async function runBatch(
  db: Database,
  { id, orders }: { id: string; orders: RunOrder[] },
): Promise<{ state: RefundJobState; ran: StaffRefunded[] }> {
  const batch = orders.map(
    ({ act, ...order }) => `{"act":${actJson(act, id)},${JSON.stringify(order).slice(1)}`,
  );
  const [row] = await rowsOf<{ ran: { state: RefundJobState; ran: StaffRefunded[] } }>(
    db,
    sql`SELECT run_refund_batch(${id}, ${`[${batch.join(",")}]`}) AS ran`,
  );
  return row?.ran ?? { state: "stopped", ran: [] };
}
