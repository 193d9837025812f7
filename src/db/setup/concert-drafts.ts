import { type SQL, sql } from "drizzle-orm";
import { type ConcertDocument, emptyDocument } from "../../contract/concert-draft/documents.ts";
import type {
  ConcertDraft,
  ConcertDraftSummary,
  SavedConcertDraft,
} from "../../contract/concert-draft/drafts.ts";
import { done, type Outcome, refuse } from "../../contract/problems.ts";
import { type Database, outcomeOf, rowsOf } from "../connection/database.ts";
import { type Page, pageOf, readCursor, writeCursor } from "../connection/page.ts";
import type { Actor } from "../admin/audit.ts";

const editorJson = sql`(SELECT jsonb_build_object('id', a.id, 'name', a.name) FROM account a WHERE a.id = d.updated_by)`;
const draftJson = sql`jsonb_build_object('id', d.id, 'revision', d.revision, 'document', d.document,
  'concertId', d.concert_id, 'createdAt', utc_text(d.created_at), 'updatedAt', utc_text(d.updated_at),
  'updatedBy', ${editorJson})`;

/** A document that was saved before a field existed has that field empty. */
const toDraft = (draft: ConcertDraft): ConcertDraft => ({
  ...draft,
  document: { ...emptyDocument(), ...draft.document },
});

export async function createConcertDraft(
  db: Database,
  { id, by, document }: { id: string; by: Actor; document: ConcertDocument },
): Promise<Outcome<ConcertDraft>> {
  const [row] = await rowsOf<{ draft: ConcertDraft }>(
    db,
    sql`WITH d AS (
      INSERT INTO concert_draft (id, organization_id, document, created_by, updated_by)
      VALUES (${id}::uuid, ${by.scope.organizationId}::uuid, ${json(document)}, ${by.accountId}::uuid, ${by.accountId}::uuid)
      RETURNING *
    ), logged AS (
      INSERT INTO audit_log (organization_id, actor_id, action, subject, after, request_id)
      SELECT d.organization_id, ${by.accountId}::uuid, 'concert-draft.create', d.id::text,
        draft_told(d.document) || jsonb_build_object('id', d.id, 'revision', d.revision), ${by.requestId} FROM d
    ) SELECT ${draftJson} AS draft FROM d`,
  );
  if (!row) throw new Error("the draft was not added");
  return done(toDraft(row.draft));
}

/** A draft, if it is of this organization where one is named. */
export async function concertDraftById(
  db: Database,
  id: string,
  organizationId: string | null = null,
): Promise<ConcertDraft | null> {
  const [row] = await rowsOf<{ draft: ConcertDraft }>(
    db,
    sql`SELECT ${draftJson} AS draft FROM concert_draft d
    WHERE d.id = ${id} AND d.organization_id = coalesce(${organizationId}::uuid, d.organization_id)`,
  );
  return row ? toDraft(row.draft) : null;
}

export async function isConcertOf(
  db: Database,
  { concertId, organizationId }: { concertId: string; organizationId: string },
): Promise<boolean> {
  const rows = await rowsOf(
    db,
    sql`SELECT 1 FROM concert WHERE id = ${concertId} AND organization_id = ${organizationId}`,
  );
  return rows.length > 0;
}

/** The drafts of an organization that are not published yet, the newest save first. */
export async function listConcertDrafts(
  db: Database,
  wanted: { organizationId: string; after: string | null; limit: number },
): Promise<Outcome<Page<ConcertDraftSummary>>> {
  const cursor = wanted.after === null ? [] : readCursor(wanted.after, "momentAndId");
  if (cursor === null) return refuse("invalid-request", "cursor");
  const [updatedMs, id] = cursor;
  const rest = id
    ? sql`AND (epoch_ms(d.updated_at), d.id) < (${Number(updatedMs)}, ${id}::uuid)`
    : sql``;
  const rows = await rowsOf<{ draft: ConcertDraftSummary; updatedMs: number }>(
    db,
    sql`SELECT jsonb_build_object('id', d.id, 'title', d.document->'title', 'poster', d.document->'poster',
      'venue', v.name, 'dateCount', s.count, 'firstStart', s.first, 'lastStart', s.last,
      'updatedAt', utc_text(d.updated_at), 'updatedBy', ${editorJson}) AS draft,
      epoch_ms(d.updated_at)::float8 AS "updatedMs"
    FROM concert_draft d
    LEFT JOIN venue v ON v.id = (d.document->>'venueId')::uuid AND v.organization_id = d.organization_id
    CROSS JOIN LATERAL (
      SELECT count(*), min(date->>'start') AS first, max(date->>'start') AS last
      FROM jsonb_array_elements(d.document->'dates'->'rows') AS date
    ) s
    WHERE d.organization_id = ${wanted.organizationId} AND d.concert_id IS NULL ${rest}
    ORDER BY epoch_ms(d.updated_at) DESC, d.id DESC LIMIT ${wanted.limit + 1}`,
  );
  const cursorOf = ({ draft, updatedMs }: (typeof rows)[number]) =>
    writeCursor(updatedMs, draft.id);
  return done(pageOf(rows, wanted.limit, cursorOf, ({ draft }) => draft));
}

/** Keeps the document, unless somebody has saved the draft since `seen`. */
export function saveConcertDraft(
  db: Database,
  { id, seen, by, document }: { id: string; seen: number; by: Actor; document: ConcertDocument },
): Promise<Outcome<SavedConcertDraft>> {
  return outcomeOf(
    db,
    sql`SELECT save_concert_draft(${id}, ${by.scope.organizationId}, ${seen}, ${json(document)}, ${by.accountId},
      ${by.requestId}) AS outcome`,
  );
}

/** Removes a draft that has not become a concert, unless somebody has saved it since `seen`. */
export async function removeConcertDraft(
  db: Database,
  { id, seen, by }: { id: string; seen: number; by: Actor },
): Promise<Outcome<null>> {
  const mine = sql`d.id = ${id} AND d.organization_id = ${by.scope.organizationId}::uuid`;
  const [row] = await rowsOf<{ revision: number; isPublished: boolean; isGone: boolean }>(
    db,
    sql`WITH gone AS (
      DELETE FROM concert_draft d WHERE ${mine} AND d.revision = ${seen} AND d.concert_id IS NULL RETURNING d.*
    ), logged AS (
      INSERT INTO audit_log (organization_id, actor_id, action, subject, before, request_id)
      SELECT d.organization_id, ${by.accountId}::uuid, 'concert-draft.remove', d.id::text,
        draft_told(d.document) || jsonb_build_object('id', d.id, 'revision', d.revision), ${by.requestId} FROM gone d
    ) SELECT d.revision, d.concert_id IS NOT NULL AS "isPublished", EXISTS (SELECT FROM gone) AS "isGone"
    FROM concert_draft d WHERE ${mine}`,
  );
  if (!row) return refuse("not-found");
  if (row.isGone) return done(null);
  return row.isPublished
    ? refuse("conflict", "The draft has been published")
    : refuse("changed-meanwhile", String(row.revision));
}

const json = (value: unknown): SQL => sql`${JSON.stringify(value)}::jsonb`;
