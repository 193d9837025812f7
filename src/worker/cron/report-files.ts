import {
  dayAfter,
  type SalesReportName,
  salesReports,
} from "../../contract/admin/reports/report-kinds.ts";
import type { Database } from "../../db/connection/database.ts";
import {
  claimFiles,
  dayLines,
  keepFile,
  noteReceipt,
  organizationsWithoutFile,
} from "../../db/reports/deliveries.ts";
import { salesReport } from "../../db/reports/sales-report.ts";
import { type DueReport, dueReports, mailReport } from "../../db/reports/saved-reports.ts";
import { sha256 } from "../encoding/digest.ts";
import type { Env } from "../env.ts";
import { dayFile, sinkOf } from "../reports/report-sink.ts";
import { salesTable } from "../reports/sales-table.ts";
import { bytesOf } from "../spreadsheets/file.ts";

const hourMs = 3_600_000;
/** Korea has no summer time. */
const zoneMs = 9 * hourMs;
const morningMs = 6 * hourMs;
/** A larger table comes as a link alone. */
const attachedMax = 300_000;
const filesMax = 20;

const dayOf = (ms: number) => new Date(ms).toISOString().slice(0, 10);

/** The last days whose mails may be due in the morning of Asia/Seoul. */
export function lastMailDays(now: number): { daily: string; weekly: string; monthly: string } {
  const daily = dayOf(now + zoneMs - morningMs);
  const weekday = (new Date(daily).getUTCDay() + 6) % 7;
  return { daily, weekly: dayAfter(daily, -weekday), monthly: `${daily.slice(0, 8)}01` };
}

/** The days that a mail is about: those before the day on which it is due. */
export function mailedPeriod(
  schedule: DueReport["schedule"],
  day: string,
): { from: string; to: string } {
  const to = dayAfter(day, -1);
  if (schedule === "weekly") return { from: dayAfter(day, -7), to };
  return { from: schedule === "monthly" ? `${to.slice(0, 8)}01` : to, to };
}

/** Mails the saved reports that are due, each once. */
export async function mailSavedReports(db: Database, { now }: { now: number }): Promise<void> {
  const last = lastMailDays(now);
  for (const due of await dueReports(db, last)) {
    if (due.schedule === "none") continue;
    const day = last[due.schedule];
    const period = mailedPeriod(due.schedule, day);
    const query = new URLSearchParams({
      ...Object.fromEntries(new URLSearchParams(due.query)),
      ...period,
    });
    const csv = await attachedCsv(db, due, query, period);
    const payload = {
      accountId: due.accountId,
      name: due.name,
      ...period,
      path: `/admin/reports?${query}`,
      csv: csv !== null && csv.length <= attachedMax ? csv : null,
    };
    await mailReport(db, { id: due.id, day, payload });
  }
}

async function attachedCsv(
  db: Database,
  { organizationId, concertIds, locale }: DueReport,
  query: URLSearchParams,
  period: { from: string; to: string },
): Promise<string | null> {
  const name = query.get("report") ?? "days";
  if (!Object.hasOwn(salesReports, name)) return null;
  const scope = { organizationId, concertIds };
  const asked = { ...period, by: [...salesReports[name as SalesReportName].by] };
  const compare = query.get("compare") === "year" ? "year" : "before";
  const report = await salesReport(db, { ...asked, compare, currency: "KRW", scope, money: scope });
  return new TextDecoder("utf-8", { ignoreBOM: true }).decode(
    await bytesOf(salesTable(report, locale), "csv"),
  );
}

/** Makes the file of the last day that is over everywhere, for each organization that sold or gave back anything. */
export async function makeDayFiles(db: Database, { now }: { now: number }): Promise<void> {
  const day = dayOf(now - 36 * hourMs);
  for (const organizationId of await organizationsWithoutFile(db, day)) {
    const body = dayFile(day, await dayLines(db, { organizationId, day }));
    await keepFile(db, { organizationId, day, body, sha256: await sha256(body) });
  }
}

/** Sends the files that are due to the receiver, if there is one, and keeps what it answers. */
export async function sendDayFiles(
  env: Env,
  db: Database,
  { now }: { now: number },
): Promise<void> {
  const sink = sinkOf(env);
  if (!sink) return;
  for (const file of await claimFiles(db, { limit: filesMax })) {
    const name = `frontrow-${file.organizationId}-${file.day}.csv`;
    const { isSent, receipt } = await sink.send({ ...file, name });
    await noteReceipt(db, { id: file.id, receipt, isSent, now });
  }
}
