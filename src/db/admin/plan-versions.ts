import { sql } from "drizzle-orm";
import type { PlanVersion, VenuePlans } from "../../contract/admin/plan-versions.ts";
import type { Scope } from "../../contract/admin/rights.ts";
import type { PlanOperation } from "../../contract/plan/editing/operation-schema.ts";
import type { SeatPlan } from "../../contract/plan/seat-plan.ts";
import { done, type Outcome, refuse } from "../../contract/problems.ts";
import { type Database, rowsOf } from "../connection/database.ts";
import { type Page, pageOf, readCursor, writeCursor } from "../connection/page.ts";

const draftsMax = 100;
const datesMax = 20;

/** The revisions of a venue of the organization with the dates that sell them, and its drafts. */
export async function venuePlans(
  db: Database,
  { venueId, scope }: { venueId: string; scope: Scope },
): Promise<VenuePlans | null> {
  const [row] = await rowsOf<VenuePlans>(
    db,
    sql`SELECT v.id AS "venueId", v.name AS venue, coalesce((
        SELECT jsonb_agg(jsonb_build_object('revision', r.revision, 'hash', p.hash, 'name', p.plan->'name',
          'seatCount', p.seat_count, 'createdAt', utc_text(r.created_at), 'by', named.by,
          'dateCount', used.count, 'dates', used.dates) ORDER BY r.revision DESC)
        FROM plan_revision r JOIN seat_plan p ON p.hash = r.plan_hash
        LEFT JOIN LATERAL (SELECT jsonb_build_object('name', a.name) AS by FROM account a
          WHERE a.id = r.created_by) named ON true
        CROSS JOIN LATERAL (
          SELECT coalesce(max(d.total), 0) AS count, coalesce(jsonb_agg(d.date ORDER BY d.starts_at DESC), '[]') AS dates
          FROM (SELECT s.starts_at, count(*) OVER () AS total, jsonb_build_object('scheduleId', s.id, 'title', c.title,
              'startsAt', utc_text(s.starts_at), 'saleOpensAt', utc_text(s.sale_opens_at)) AS date
            FROM schedule s JOIN concert c ON c.id = s.concert_id
            WHERE s.plan_hash = r.plan_hash AND c.venue_id = v.id
            ORDER BY s.starts_at DESC LIMIT ${datesMax}) d
        ) used WHERE r.venue_id = v.id), '[]') AS revisions, coalesce((
        SELECT jsonb_agg(d.info ORDER BY d.saved_at DESC) FROM (
          SELECT coalesce(l.saved_at, d.created_at) AS saved_at, jsonb_build_object('id', d.id, 'name', d.plan->'name',
            'baseRevision', (SELECT r.revision FROM plan_revision r
              WHERE r.venue_id = d.venue_id AND r.plan_hash = d.base_hash),
            'version', d.version, 'seatCount', d.seat_count,
            'savedAt', utc_text(coalesce(l.saved_at, d.created_at)),
            'by', (SELECT jsonb_build_object('name', a.name) FROM account a WHERE a.id = l.saved_by),
            'editor', draft_editor(d)) AS info
          FROM plan_draft d LEFT JOIN plan_draft_save l ON l.draft_id = d.id AND l.version = d.version
          WHERE d.venue_id = v.id AND d.deleted_at IS NULL ORDER BY 1 DESC LIMIT ${draftsMax}) d), '[]') AS drafts
    FROM venue v WHERE v.id = ${venueId} AND v.organization_id = ${scope.organizationId}`,
  );
  return row ?? null;
}

/** A revision of a venue of the organization. */
export async function planOfRevision(
  db: Database,
  { venueId, revision, scope }: { venueId: string; revision: number; scope: Scope },
): Promise<{ hash: string; plan: SeatPlan } | null> {
  const [row] = await rowsOf<{ hash: string; plan: SeatPlan }>(
    db,
    sql`SELECT p.hash, p.plan FROM plan_revision r JOIN seat_plan p ON p.hash = r.plan_hash
      JOIN venue v ON v.id = r.venue_id WHERE v.id = ${venueId} AND r.revision = ${revision}
      AND v.organization_id = ${scope.organizationId}`,
  );
  return row ?? null;
}

/** The saves of a draft, newest first. */
export async function planVersions(
  db: Database,
  { draftId, after, limit }: { draftId: string; after: string | null; limit: number },
): Promise<Outcome<Page<PlanVersion>>> {
  const cursor = after === null ? [] : readCursor(after, "line");
  if (cursor === null) return refuse("invalid-request", "cursor");
  const [before] = cursor;
  const rows = await rowsOf<PlanVersion>(
    db,
    sql`SELECT l.version, utc_text(l.saved_at) AS "savedAt", l.seat_count AS "seatCount",
      (SELECT jsonb_build_object('name', a.name) FROM account a WHERE a.id = l.saved_by) AS by,
      jsonb_array_length(l.operations) AS "operationCount", (
        SELECT coalesce(jsonb_agg(DISTINCT o->>'kind'), '[]') FROM jsonb_array_elements(l.operations) o) AS kinds
    FROM plan_draft_save l WHERE l.draft_id = ${draftId}
      ${before === undefined ? sql`` : sql`AND l.version < ${Number(before)}`}
    ORDER BY l.version DESC LIMIT ${limit + 1}`,
  );
  return done(
    pageOf(
      rows,
      limit,
      ({ version }) => writeCursor(version),
      (row) => row,
    ),
  );
}

export type VersionSource = {
  /** The last whole plan at or before the version, and the operations of the saves after it. */
  plan: SeatPlan;
  operations: PlanOperation[];
};

/** What a version of a draft of this venue is made from; null if there is no such version. */
export async function versionSource(
  db: Database,
  wanted: { draftId: string; version: number; venueId?: string },
): Promise<VersionSource | null> {
  const { draftId, version, venueId } = wanted;
  const ofVenue = venueId === undefined ? sql`` : sql`AND d.venue_id = ${venueId}`;
  const [row] = await rowsOf<VersionSource>(
    db,
    sql`SELECT s.plan, coalesce((
        SELECT jsonb_agg(o.operation ORDER BY l.version, o.at)
        FROM plan_draft_save l CROSS JOIN jsonb_array_elements(l.operations) WITH ORDINALITY o(operation, at)
        WHERE l.draft_id = d.id AND l.version > s.version AND l.version <= ${version}), '[]') AS operations
    FROM plan_draft d JOIN LATERAL (SELECT s.version, s.plan FROM plan_draft_snapshot s
      WHERE s.draft_id = d.id AND s.version <= ${version} ORDER BY s.version DESC LIMIT 1) s ON true
    WHERE d.id = ${draftId} AND d.deleted_at IS NULL AND d.version >= ${version} ${ofVenue}`,
  );
  return row ?? null;
}
