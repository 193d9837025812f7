import { sql } from "drizzle-orm";
import type { SavedReport, SaveReport } from "../../contract/admin/reports/report-files.ts";
import { type Role, rolesWith } from "../../contract/admin/rights.ts";
import { done, type Outcome } from "../../contract/problems.ts";
import type { Actor } from "../admin/audit.ts";
import { type Database, rowsOf } from "../connection/database.ts";

const listMax = 100;

/** The saved reports of an organization, the newest first. */
export function savedReports(
  db: Database,
  { organizationId, accountId }: { organizationId: string; accountId: string },
): Promise<SavedReport[]> {
  return rowsOf<SavedReport>(
    db,
    sql`SELECT id, name, query, schedule, created_by = ${accountId}::uuid AS "isMine", utc_text(created_at) AS "createdAt"
    FROM saved_report WHERE organization_id = ${organizationId}::uuid ORDER BY created_at DESC, id DESC LIMIT ${listMax}`,
  );
}

/** Saves a report. Its first mail comes at its next time, not for what is past. */
export async function saveReport(
  db: Database,
  { id, by, report, today }: { id: string; by: Actor; report: SaveReport; today: string },
): Promise<Outcome<{ id: string }>> {
  await rowsOf(
    db,
    sql`WITH made AS (
      INSERT INTO saved_report (id, organization_id, name, query, schedule, created_by, mailed_for)
      VALUES (${id}::uuid, ${by.scope.organizationId}::uuid, ${report.name}, ${report.query}, ${report.schedule},
        ${by.accountId}::uuid, ${today}::date) RETURNING *
    ) INSERT INTO audit_log (organization_id, actor_id, action, subject, after, request_id)
    SELECT organization_id, created_by, 'report.save', id::text, to_jsonb(made), ${by.requestId} FROM made`,
  );
  return done({ id });
}

/** Removes a report that the person has saved, or any of the organization; false if there is none. */
export async function removeReport(
  db: Database,
  { id, by, ofAnybody }: { id: string; by: Actor; ofAnybody: boolean },
): Promise<boolean> {
  const rows = await rowsOf<{ id: string }>(
    db,
    sql`WITH gone AS (
      DELETE FROM saved_report WHERE id = ${id}::uuid AND organization_id = ${by.scope.organizationId}::uuid
        AND (${ofAnybody} OR created_by = ${by.accountId}::uuid) RETURNING *
    ) INSERT INTO audit_log (organization_id, actor_id, action, subject, before, request_id)
    SELECT organization_id, ${by.accountId}::uuid, 'report.remove', id::text, to_jsonb(gone), ${by.requestId} FROM gone
    RETURNING id`,
  );
  return rows.length > 0;
}

/** A report that is to be mailed, to whoever saved it, with the concerts that they may see the money of. */
export type DueReport = Pick<SavedReport, "id" | "name" | "query" | "schedule"> & {
  organizationId: string;
  accountId: string;
  locale: "ko" | "en";
  /** Null for all concerts. */
  concertIds: string[] | null;
};

/** The reports that have not been mailed for their last day yet. Whoever lost the right gets none. */
export function dueReports(
  db: Database,
  last: { daily: string; weekly: string; monthly: string },
): Promise<DueReport[]> {
  const roles = sql.param([...rolesWith("finance.read")] satisfies Role[]);
  return rowsOf<DueReport>(
    db,
    sql`SELECT r.id, r.name, r.query, r.schedule, r.organization_id AS "organizationId", r.created_by AS "accountId", a.locale,
      CASE WHEN NOT bool_or(f.concert_id IS NULL) THEN jsonb_agg(f.concert_id) END AS "concertIds"
    FROM saved_report r JOIN account a ON a.id = r.created_by
    JOIN staff f ON f.account_id = r.created_by AND f.organization_id = r.organization_id AND f.suspended_at IS NULL
      AND f.role = ANY (${roles}::text[])
    WHERE r.schedule <> 'none' AND r.mailed_for < CASE r.schedule WHEN 'daily' THEN ${last.daily}::date
      WHEN 'weekly' THEN ${last.weekly}::date ELSE ${last.monthly}::date END
    GROUP BY r.id, a.locale ORDER BY r.id LIMIT 20`,
  );
}

/** Writes the mail of a report for a day, once, however often and by however many it is tried. */
export async function mailReport(
  db: Database,
  { id, day, payload }: { id: string; day: string; payload: object },
): Promise<void> {
  await rowsOf(
    db,
    sql`WITH told AS (
      UPDATE saved_report SET mailed_for = ${day}::date WHERE id = ${id}::uuid AND mailed_for < ${day}::date RETURNING id
    ) INSERT INTO outbox (topic, payload) SELECT 'report.saved', ${JSON.stringify(payload)}::jsonb FROM told`,
  );
}
