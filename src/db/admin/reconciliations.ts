import { sql } from "drizzle-orm";
import type { Reconciliation } from "../../contract/money/payments.ts";
import { done, type Outcome, refuse } from "../../contract/problems.ts";
import { type Database, rowsOf } from "../connection/database.ts";
import { universalTime } from "../catalog/universal-time.ts";
import { type Page, pageOf, readCursor, writeCursor } from "../connection/page.ts";

type Row = {
  id: string;
  startedAtMs: number;
  finishedAtMs: number;
  report: Pick<Reconciliation, "checked" | "repaired" | "findings">;
};

/** The comparisons of books, schedules and gateway, newest first; all, or only those with findings. */
export async function listReconciliations(
  db: Database,
  { isTelling, after, limit }: { isTelling: boolean; after: string | null; limit: number },
): Promise<Outcome<Page<Reconciliation>>> {
  const cursor = after === null ? [] : readCursor(after, "momentAndId");
  if (cursor === null) return refuse("invalid-request", "cursor");
  const [, id] = cursor;
  const telling = sql`AND (report->'repaired' <> '[]' OR report->'findings' <> '[]')`;
  const rows = await rowsOf<{ run: Row }>(
    db,
    sql`SELECT jsonb_build_object('id', id, 'startedAtMs', epoch_ms(started_at),
      'finishedAtMs', epoch_ms(finished_at), 'report', report) AS run
    FROM reconciliation WHERE true ${id ? sql`AND id < ${id}::uuid` : sql``} ${isTelling ? telling : sql``}
    ORDER BY id DESC LIMIT ${limit + 1}`,
  );
  const cursorOf = ({ run }: { run: Row }) => writeCursor(run.startedAtMs, run.id);
  return done(pageOf(rows, limit, cursorOf, ({ run }) => toReconciliation(run)));
}

function toReconciliation({ startedAtMs, finishedAtMs, report }: Row): Reconciliation {
  const { checked, repaired, findings } = report;
  const [startedAt, finishedAt] = [universalTime(startedAtMs), universalTime(finishedAtMs)];
  return { startedAt, finishedAt, checked, repaired, findings };
}
