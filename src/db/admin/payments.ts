import { sql } from "drizzle-orm";
import { done, type Outcome, refuse } from "../../contract/problems.ts";
import type { Actor } from "./audit.ts";
import { type Database, rowsOf } from "../connection/database.ts";

/** How many notices of one payment are stored; anybody who knows its id can send any number. */
const noticesMax = 100;

/** Stores a payment's notice as received, which does not mean that it is true. */
export async function keepNotice(
  db: Database,
  { paymentId, kind, status }: { paymentId: string; kind: string; status: string | null },
): Promise<void> {
  await rowsOf(
    db,
    sql`INSERT INTO payment_notice (payment_id, kind, status)
    SELECT p.id, ${kind}, ${status}::text FROM payment p WHERE p.id = ${paymentId}
      AND (SELECT count(*) FROM payment_notice n WHERE n.payment_id = p.id) < ${noticesMax}`,
  );
}

/** Clears the mark of a reviewed payment. The same issue is not raised again. */
export async function closeIssue(
  db: Database,
  { paymentId, note, by }: { paymentId: string; note: string; by: Actor },
): Promise<Outcome<{ paymentId: string }>> {
  const [row] = await rowsOf<{ isClosed: boolean }>(
    db,
    sql`WITH closed AS (
      UPDATE payment SET issue = NULL WHERE id = ${paymentId} AND issue IS NOT NULL
      RETURNING id, old.issue AS issue
    ), logged AS (
      INSERT INTO audit_log (organization_id, actor_id, action, subject, before, after, request_id)
      SELECT ${by.scope.organizationId}::uuid, ${by.accountId}::uuid,
        'payment.looked-after', id::text, jsonb_build_object('issue', issue),
        jsonb_build_object('note', ${note}::text), ${by.requestId} FROM closed
    ) SELECT EXISTS (SELECT FROM closed) AS "isClosed" FROM payment WHERE id = ${paymentId}`,
  );
  if (!row) return refuse("not-found");
  return row.isClosed ? done({ paymentId }) : refuse("conflict", "The payment has no issue");
}
