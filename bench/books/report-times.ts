import type { Client } from "pg";
import { operatorScope } from "../../src/contract/admin/organizations.ts";
import { daysBetween, salesReports } from "../../src/contract/admin/reports/report-kinds.ts";
import { type SalesQuery } from "../../src/contract/admin/reports/sales-reports.ts";
import type { Database } from "../../src/db/connection/database.ts";
import { salesReport } from "../../src/db/reports/sales-report.ts";
import { type Figures, percentile, rounded } from "../support/figures.ts";
import { tell } from "../support/report.ts";

const p95MsMax = 300;

type Period = Pick<SalesQuery, "from" | "to" | "compare">;
/** The periods that people look at, from two weeks to all three years of the big books. */
const periods = {
  "two weeks": { from: "2025-11-10", to: "2025-11-23", compare: "before" },
  quarter: { from: "2025-05-17", to: "2025-08-16", compare: "before" },
  year: { from: "2025-01-01", to: "2025-12-31", compare: "year" },
  "all of it": { from: "2024-01-01", to: "2027-03-31", compare: "none" },
} satisfies Record<string, Period>;

/** Folds all that has been sold, as the cron does, and measures each report over each period. */
export async function measureReports(
  db: Database,
  { sql, timesEach }: { sql: Client; timesEach: number },
): Promise<Figures> {
  const begun = performance.now();
  await foldAll(sql);
  const foldedMs = performance.now() - begun;
  await sql.query("VACUUM ANALYZE");
  const [concert] = (
    await sql.query<{ id: string }>(
      "SELECT concert_id AS id FROM schedule ORDER BY starts_at LIMIT 1 OFFSET 300",
    )
  ).rows;
  let worst = 0;
  let unequal = 0;
  for (const [name, { by, split }] of Object.entries(salesReports)) {
    const line: string[] = [];
    const shown = {
      ...periods,
      "one concert": { ...periods["all of it"], concertId: concert?.id },
    };
    for (const [period, filter] of Object.entries(shown)) {
      // As on the screen, which splits no more than a year.
      const isSplit = split !== null && daysBetween(filter.from, filter.to) <= 366;
      const wanted = isSplit ? [...by, split] : [...by];
      const asked = {
        ...filter,
        by: wanted,
        currency: "KRW",
        scope: operatorScope,
        money: operatorScope,
      };
      const times: number[] = [];
      for (let time = 0; time < timesEach; time++) {
        const before = performance.now();
        const { ledger } = await salesReport(db, asked as Parameters<typeof salesReport>[1]);
        times.push(performance.now() - before);
        if (ledger?.isEqual !== true) unequal++;
      }
      const p95 = percentile(times, 0.95);
      worst = Math.max(worst, p95);
      line.push(`${period} ${rounded(p95)}`);
    }
    console.log(`    ${name.padEnd(14)} p95 ms: ${line.join("   ")}`);
  }
  const figures = { report_worst_p95_ms: rounded(worst), report_fold_s: rounded(foldedMs / 1_000) };
  tell(
    "report_worst_p95_ms",
    String(figures.report_worst_p95_ms),
    worst <= p95MsMax,
    `aim at most ${p95MsMax}`,
  );
  tell(
    "reports_unequal",
    String(unequal),
    unequal === 0,
    "reports that differed from the ledger; aim 0",
  );
  return { ...figures, reports_unequal: unequal };
}

/** Folds all but the last two hours, which stay for the reports to read from the rows. Their sales go on after today. */
async function foldAll(sql: Client): Promise<void> {
  const { rows } = await sql.query<{ last: string }>(
    "SELECT (max(at) - interval '2 hours')::text AS last FROM transfer",
  );
  const last = rows[0]?.last ?? "";
  for (let isBehind = true; isBehind;) {
    const folded = await sql.query<{ folded: { isBehind: boolean } }>(
      "SELECT fold_sales('1 day', now() - $1::timestamptz) AS folded",
      [last],
    );
    isBehind = folded.rows[0]?.folded.isBehind === true;
  }
  const { rows: reached } = await sql.query<{ isDone: boolean }>(
    `SELECT folded_until >= $1::timestamptz - interval '1 minute' AS "isDone" FROM fold_progress`,
    [last],
  );
  // Another transaction at the same time holds the fold back, and the reports would read months of rows.
  if (reached[0]?.isDone !== true) throw new Error("something held back the fold of the big books");
}
