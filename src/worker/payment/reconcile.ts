import { decodeSnapshot, seatCode } from "../../contract/live/live.ts";
import type { Finding } from "../../contract/money/payments.ts";
import { paymentById } from "../../db/money/card-payments.ts";
import type { Database } from "../../db/connection/database.ts";
import { bookFindings } from "../../db/admin/book-findings.ts";
import {
  lastReconciliation,
  saveReconciliation,
  scheduleIdsOnSale,
  soldOf,
} from "../../db/admin/reconciliation.ts";
import type { Env } from "../env.ts";
import { unwrap } from "../problem.ts";
import { compareStock } from "./compare-stock.ts";
import { gatewayOf } from "./gateway-for.ts";
import type { Movement } from "./gateway.ts";
import { resolveOpen } from "./open-payments.ts";
import { isSettled } from "./settle.ts";

const everyMs = 10 * 60_000;
/** Movements are looked at again in the next runs, so that one that came late to the gateway's list is seen too. */
const lookBackMs = 3 * 3_600_000;
const pagesMax = 20;
const schedulesMax = 200;
const atOnce = 6;

type Report = { checked: Record<string, number>; repaired: Finding[]; findings: Finding[] };

export async function reconcileWhenDue(env: Env, db: Database): Promise<void> {
  const last = await lastReconciliation(db);
  if (last && Date.now() - Date.parse(last.startedAt) < everyMs) return;
  await reconcile(env, db);
}

/** Compares books, schedules and gateway; repairs what has one right answer, and reports the rest. */
export async function reconcile(env: Env, db: Database): Promise<void> {
  const startedAtMs = Date.now();
  const report: Report = { checked: {}, repaired: [], findings: [] };
  report.findings.push(
    ...(await bookFindings(db, { since: startedAtMs - lookBackMs, now: startedAtMs })),
  );
  const scheduleIds = await scheduleIdsOnSale(db, { now: startedAtMs });
  for (const scheduleId of scheduleIds.slice(0, schedulesMax))
    await part(report, "schedule", scheduleId, async () => {
      await compareSeats(env, db, report, scheduleId);
      report.findings.push(...(await compareStock(env, db, scheduleId)));
    });
  const span = { fromMs: startedAtMs - lookBackMs, toMs: startedAtMs };
  await part(report, "company", "transactions", () => compareGateway(env, db, report, span));
  await saveReconciliation(db, { startedAtMs, ...report });
}

/** One part that cannot be compared is a finding, and keeps none of the others from being compared. */
async function part(report: Report, kind: string, subject: string, compare: () => Promise<void>) {
  try {
    await compare();
  } catch (error) {
    report.findings.push({ kind: `${kind}-not-compared`, subject, detail: String(error) });
  }
}

function count(report: Report, what: string, more: number): void {
  report.checked[what] = (report.checked[what] ?? 0) + more;
}

/**
 * The schedule is looked at before and after the books: only what both looks agree on is a difference, since sales go on
 * meanwhile.
 */
async function compareSeats(env: Env, db: Database, report: Report, scheduleId: string) {
  const schedule = env.SCHEDULE.getByName(scheduleId);
  const before = await takenIn(schedule);
  const sales = await soldOf(db, scheduleId);
  const after = await takenIn(schedule);
  const sold = new Set(sales.flatMap(({ seats }) => seats));
  count(report, "seats", sold.size);
  for (const sale of sales) {
    const missing = sale.seats.filter((seat) => !after.has(seat));
    if (missing.length === 0) continue;
    unwrap(await schedule.sell(sale));
    const detail = `${sale.orderId}: ${missing.join()}`;
    report.repaired.push({ kind: "sale-not-told", subject: scheduleId, detail });
  }
  const extra = [...before].filter((seat) => after.has(seat) && !sold.has(seat));
  if (extra.length > 0)
    report.findings.push({ kind: "taken-not-sold", subject: scheduleId, detail: extra.join() });
}

type Sight = Pick<ReturnType<Env["SCHEDULE"]["getByName"]>, "snapshot">;

async function takenIn(schedule: Sight): Promise<Set<number>> {
  const { bytes } = unwrap(await schedule.snapshot());
  const snapshot = decodeSnapshot(new Uint8Array(bytes));
  if (!snapshot) throw new Error("a snapshot that cannot be read");
  const taken = new Set<number>();
  snapshot.statuses.forEach((status, seat) => {
    if (status === seatCode.taken) taken.add(seat);
  });
  return taken;
}

/** Everything that moved at the gateway must be in the books. What is not yet is settled now, as if it had been told. */
async function compareGateway(
  env: Env,
  db: Database,
  report: Report,
  span: { fromMs: number; toMs: number },
): Promise<void> {
  const gateway = gatewayOf(env);
  let after: string | null = null;
  for (let page = 0; page < pagesMax; page++) {
    const moved: Movement[] = await gateway.movements({ ...span, after });
    if (moved.length === 0) return;
    count(report, "transactions", moved.length);
    for (let at = 0; at < moved.length; at += atOnce) {
      const some = moved.slice(at, at + atOnce);
      await Promise.all(some.map((movement) => comparePayment(env, db, report, movement)));
    }
    after = moved.at(-1)?.key ?? null;
  }
}

async function comparePayment(env: Env, db: Database, report: Report, movement: Movement) {
  const { orderId, isCancel } = movement;
  const isOurs = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(orderId);
  const row = isOurs ? await paymentById(db, { paymentId: orderId, accountId: null }) : null;
  if (!row)
    return void report.findings.push({ kind: "unknown-payment", subject: orderId, detail: "" });
  // Money that came in and is in the books as such needs no second look; what went back may not be ours.
  if (isSettled(row) && !isCancel) return;
  await resolveOpen(env, db, row);
  const now = await paymentById(db, { paymentId: row.id, accountId: null });
  if (!now || (now.status === row.status && now.issue === row.issue)) return;
  const change = { subject: row.id, detail: `${row.status} → ${now.status}` };
  if (now.issue === row.issue) report.repaired.push({ kind: "payment-settled", ...change });
  else report.findings.push({ kind: now.issue ?? "issue-gone", ...change });
}
