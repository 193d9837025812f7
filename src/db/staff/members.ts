import { sql } from "drizzle-orm";
import type {
  Invite,
  Joined,
  Staff,
  StaffChange,
  StaffMember,
} from "../../contract/admin/staff.ts";
import { done, type Outcome, refuse } from "../../contract/problems.ts";
import type { Actor } from "../admin/audit.ts";
import { universalTime } from "../catalog/universal-time.ts";
import { BooksError, type Database, outcomeOf, rowsOf } from "../connection/database.ts";
import { raised } from "../connection/raised-codes.ts";
import { within } from "./access.ts";

const concertJson = sql`(SELECT jsonb_build_object('id', c.id, 'title', c.title) FROM concert c WHERE c.id = t.concert_id)`;

type MemberRow = Omit<StaffMember, "joinedAt" | "suspendedAt"> & {
  joinedAtMs: number;
  suspendedAtMs: number | null;
};
type InvitationRow = Omit<Staff["invitations"][number], "createdAt" | "expiresAt"> & {
  createdAtMs: number;
  expiresAtMs: number;
};

/** The staff of an organization, longest service first, and its open invitations. */
export async function staffOf(
  db: Database,
  { organizationId, now }: { organizationId: string; now: number },
): Promise<Staff> {
  const [row] = await rowsOf<{ items: MemberRow[]; invitations: InvitationRow[] }>(
    db,
    sql`SELECT (SELECT coalesce(jsonb_agg(jsonb_build_object('id', t.id, 'revision', t.revision, 'role', t.role,
        'account', (SELECT jsonb_build_object('id', a.id, 'name', a.name, 'email', a.email) FROM account a
          WHERE a.id = t.account_id), 'concert', ${concertJson}, 'joinedAtMs', epoch_ms(t.created_at),
        'suspendedAtMs', epoch_ms(t.suspended_at)) ORDER BY t.created_at, t.id), '[]')
      FROM staff t WHERE t.organization_id = ${organizationId}) AS items,
    (SELECT coalesce(jsonb_agg(jsonb_build_object('id', t.id, 'email', t.email, 'role', t.role, 'concert', ${concertJson},
        'createdAtMs', epoch_ms(t.created_at), 'expiresAtMs', epoch_ms(t.expires_at)) ORDER BY t.created_at, t.id), '[]')
      FROM staff_invitation t WHERE t.organization_id = ${organizationId} AND t.accepted_at IS NULL
        AND t.revoked_at IS NULL AND t.expires_at > ${universalTime(now)}::timestamptz) AS invitations`,
  );
  const { items = [], invitations = [] } = row ?? {};
  return {
    items: items.map(({ joinedAtMs, suspendedAtMs, ...rest }) => ({
      ...rest,
      joinedAt: universalTime(joinedAtMs),
      suspendedAt: suspendedAtMs === null ? null : universalTime(suspendedAtMs),
    })),
    invitations: invitations.map(({ createdAtMs, expiresAtMs, ...rest }) => ({
      ...rest,
      createdAt: universalTime(createdAtMs),
      expiresAt: universalTime(expiresAtMs),
    })),
  };
}

/** Changes or removes somebody, unless their row was changed since `seen`. */
export async function changeStaff(
  db: Database,
  wanted: { staffId: string; seen: number; change: StaffChange | { isRemoved: true }; by: Actor },
): Promise<Outcome<{ revision: number | null }>> {
  const { staffId, seen, change, by } = wanted;
  try {
    return await outcomeOf(
      db,
      sql`SELECT change_staff(${staffId}, ${seen}, ${JSON.stringify(change)}::jsonb, ${by.accountId},
        ${by.requestId}) AS outcome`,
    );
  } catch (error) {
    if (error instanceof BooksError && error.code === raised.lastOwner)
      return refuse("conflict", "the last owner");
    throw error;
  }
}

/** Writes an invitation and its mail, which is sent with a signed link. */
export async function invite(
  db: Database,
  wanted: { id: string; by: Actor; expiresAt: number; invitation: Invite },
): Promise<Outcome<{ id: string }>> {
  const { id, by, expiresAt, invitation } = wanted;
  const { email, role, concertId } = invitation;
  const rows = await rowsOf(
    db,
    sql`WITH added AS (
      INSERT INTO staff_invitation (id, organization_id, email, role, concert_id, expires_at)
      SELECT ${id}::uuid, ${by.scope.organizationId}::uuid, ${email}, ${role}, ${concertId}::uuid,
        ${universalTime(expiresAt)}::timestamptz
      WHERE ${concertId}::uuid IS NULL OR EXISTS (SELECT FROM concert c WHERE c.id = ${concertId}
        AND ${within(by.scope, sql`c.organization_id`, sql`c.id`)}) RETURNING *
    ), told AS (
      INSERT INTO outbox (topic, payload) SELECT 'staff.invited', jsonb_build_object('invitationId', id) FROM added
    ), logged AS (
      INSERT INTO audit_log (organization_id, actor_id, action, subject, after, request_id)
      SELECT organization_id, ${by.accountId}::uuid, 'staff.invite', id::text, to_jsonb(added), ${by.requestId} FROM added
    ) SELECT id FROM added`,
  );
  return rows.length > 0 ? done({ id }) : refuse("not-found", "concertId");
}

/** Withdraws an invitation. Its link stops working. */
export async function revokeInvitation(
  db: Database,
  { invitationId, by }: { invitationId: string; by: Actor },
): Promise<Outcome<{ id: string }>> {
  const rows = await rowsOf(
    db,
    sql`WITH revoked AS (
      UPDATE staff_invitation SET revoked_at = now()
      WHERE id = ${invitationId} AND accepted_at IS NULL AND revoked_at IS NULL
      RETURNING new.*, to_jsonb(old) AS before, to_jsonb(new) AS after
    ), logged AS (
      INSERT INTO audit_log (organization_id, actor_id, action, subject, before, after, request_id)
      SELECT organization_id, ${by.accountId}::uuid, 'staff.uninvite', id::text, before, after, ${by.requestId}
      FROM revoked
    ) SELECT id FROM revoked`,
  );
  return rows.length > 0
    ? done({ id: invitationId })
    : refuse("conflict", "the invitation is spent");
}

export const acceptInvitation = (
  db: Database,
  wanted: { invitationId: string; accountId: string; requestId: string },
): Promise<Outcome<Joined>> =>
  outcomeOf(
    db,
    sql`SELECT accept_invitation(${wanted.invitationId}, ${wanted.accountId}, ${wanted.requestId}) AS outcome`,
  );
