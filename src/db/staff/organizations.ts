import { sql } from "drizzle-orm";
import type {
  Employer,
  Organization,
  OrganizationChange,
} from "../../contract/admin/organizations.ts";
import { type Grant, rightsOf } from "../../contract/admin/rights.ts";
import type { LocalText } from "../../contract/money/money.ts";
import { done, type Outcome, refuse } from "../../contract/problems.ts";
import type { Actor } from "../admin/audit.ts";
import { type Database, rowsOf } from "../connection/database.ts";

const organizationJson = sql`jsonb_build_object('id', o.id, 'revision', o.revision, 'name', o.name,
  'identity', o.identity, 'approvesInvitations', o.approves_invitations)`;

/** The organizations that an account works for now, with its rights in each. */
export async function employersOf(db: Database, accountId: string): Promise<Employer[]> {
  type Row = Omit<Employer, "rights"> & { grants: Grant[] };
  const rows = await rowsOf<{ employer: Row }>(
    db,
    sql`SELECT jsonb_build_object('id', o.id, 'name', o.name, 'isOperator', o.is_operator,
      'grants', jsonb_agg(jsonb_build_object('organizationId', o.id, 'isOperator', o.is_operator, 'role', f.role,
        'concertId', f.concert_id))) AS employer
    FROM staff f JOIN organization o ON o.id = f.organization_id
    WHERE f.account_id = ${accountId} AND f.suspended_at IS NULL GROUP BY o.id ORDER BY min(f.created_at), o.id`,
  );
  return rows.map(({ employer: { grants, ...rest } }) => ({ ...rest, rights: rightsOf(grants) }));
}

export async function organizationById(db: Database, id: string): Promise<Organization | null> {
  const [row] = await rowsOf<{ organization: Organization }>(
    db,
    sql`SELECT ${organizationJson} AS organization FROM organization o WHERE o.id = ${id}`,
  );
  return row?.organization ?? null;
}

/** Changes an organization, unless it was changed since `seen`. */
export async function changeOrganization(
  db: Database,
  { by, seen, change }: { by: Actor; seen: number; change: OrganizationChange },
): Promise<Outcome<Organization>> {
  const { organizationId } = by.scope;
  const [row] = await rowsOf<{ organization: Organization | null; revision: number }>(
    db,
    sql`WITH changed AS (
      UPDATE organization SET name = ${JSON.stringify(change.name)}::jsonb,
        identity = ${change.identity && JSON.stringify(change.identity)}::jsonb, revision = revision + 1
      WHERE id = ${organizationId} AND revision = ${seen}
      RETURNING new.*, to_jsonb(old) AS before, to_jsonb(new) AS after
    ), logged AS (
      INSERT INTO audit_log (organization_id, actor_id, action, subject, before, after, request_id)
      SELECT id, ${by.accountId}::uuid, 'organization.change', id::text, before, after, ${by.requestId} FROM changed
    ) SELECT (SELECT ${organizationJson} FROM changed o) AS organization, o.revision FROM organization o
    WHERE o.id = ${organizationId}`,
  );
  if (!row) return refuse("not-found");
  return row.organization
    ? done(row.organization)
    : refuse("changed-meanwhile", String(row.revision));
}

/** Adds an organization; whoever adds it becomes its owner. */
export async function createOrganization(
  db: Database,
  { id, by, name }: { id: string; by: Actor; name: LocalText },
): Promise<Outcome<{ id: string }>> {
  await rowsOf(
    db,
    sql`WITH added AS (
      INSERT INTO organization (id, name) VALUES (${id}::uuid, ${JSON.stringify(name)}::jsonb) RETURNING *
    ), owned AS (
      INSERT INTO staff (id, organization_id, account_id, role)
      SELECT gen_random_uuid(), id, ${by.accountId}::uuid, 'owner' FROM added
    ) INSERT INTO audit_log (organization_id, actor_id, action, subject, after, request_id)
    SELECT id, ${by.accountId}::uuid, 'organization.create', id::text, to_jsonb(added), ${by.requestId} FROM added`,
  );
  return done({ id });
}
