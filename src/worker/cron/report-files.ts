import {
  dayAfter,
  type SalesReportName,
  salesReports,
} from "../../contract/admin/reports/report-kinds.ts";
import { SalesFilter } from "../../contract/admin/reports/sales-reports.ts";
import type { Database } from "../../db/connection/database.ts";
import { dayLines, daysWithoutFile, keepFile } from "../../db/reports/deliveries.ts";
import { salesReport } from "../../db/reports/sales-report.ts";
import { type DueReport, dueReports, mailReport } from "../../db/reports/saved-reports.ts";
import { sha256 } from "../encoding/digest.ts";
import { dayFile } from "../reports/day-file.ts";
import { salesTable } from "../reports/sales-table.ts";
import { bytesOf } from "../spreadsheets/file.ts";

const hourMs = 3_600_000;
/** Korea has no summer time. */
const zoneMs = 9 * hourMs;
const morningMs = 6 * hourMs;
/** A larger table comes as a link alone. */
const attachedMax = 300_000;
/** A day ends at last 12 hours after it has ended in UTC. */
const overEverywhereMs = 36 * hourMs;
/** How long the cron may have been away without losing a day. */
const daysBack = 14;

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
    const csv = await unlessItFails("saved report", due.id, () => attachedCsv(db, due, query));
    const payload = {
      accountId: due.accountId,
      name: due.name,
      ...period,
      path: `/admin/reports?${query}`,
      csv: csv !== null && csv.length <= attachedMax ? csv : null,
    };
    await unlessItFails("mail of report", due.id, () =>
      mailReport(db, { id: due.id, day, payload }),
    );
  }
}

/** Does one of many things, and leaves it at a line in the log if it fails, so that the others are still done. */
async function unlessItFails<T>(
  what: string,
  id: string,
  act: () => Promise<T>,
): Promise<T | null> {
  try {
    return await act();
  } catch (error) {
    console.error("cron:", what, id, String(error));
    return null;
  }
}

/** The table that the saved address shows; null for a report that is none of sales, or that is no longer understood. */
async function attachedCsv(
  db: Database,
  { organizationId, concertIds, locale }: DueReport,
  query: URLSearchParams,
): Promise<string | null> {
  const { report: name = "days", ...rest } = Object.fromEntries(query);
  if (!Object.hasOwn(salesReports, name)) return null;
  const filter = SalesFilter.safeParse({ compare: "before", ...rest });
  if (!filter.success) return null;
  const scope = { organizationId, concertIds };
  const by = [...salesReports[name as SalesReportName].by];
  const report = await salesReport(db, { ...filter.data, by, scope, money: scope });
  return new TextDecoder("utf-8", { ignoreBOM: true }).decode(
    await bytesOf(salesTable(report, locale), "csv"),
  );
}

/** Makes the files of the last days that are over everywhere and folded, for each organization that sold or gave back anything. */
export async function makeDayFiles(db: Database, { now }: { now: number }): Promise<void> {
  const to = dayOf(now - overEverywhereMs);
  for (const each of await daysWithoutFile(db, { from: dayAfter(to, 1 - daysBack), to }))
    await unlessItFails("day file", `${each.organizationId} ${each.day}`, async () => {
      const body = dayFile(each.day, await dayLines(db, each));
      await keepFile(db, { ...each, body, sha256: await sha256(body) });
    });
}
