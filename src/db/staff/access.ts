import { type SQL, sql } from "drizzle-orm";
import { operatorId } from "../../contract/admin/organizations.ts";
import type { Grant, Scope } from "../../contract/admin/rights.ts";
import { type Database, rowsOf } from "../connection/database.ts";

const ofConcert = sql`SELECT c.organization_id, c.id AS concert_id FROM concert c`;
const ofSchedule = sql`${ofConcert} JOIN schedule s ON s.concert_id = c.id`;
const operator = sql`${operatorId}::uuid`;

/** The organization, and the concert if there is one, of each thing that an operation's address can name. */
const owners = {
  concertId: (id) => sql`${ofConcert} WHERE c.id = ${id}`,
  scheduleId: (id) => sql`${ofSchedule} WHERE s.id = ${id}`,
  presaleId: (id) => sql`${ofSchedule} JOIN presale p ON p.schedule_id = s.id WHERE p.id = ${id}`,
  blockId: (id) => sql`${ofSchedule} JOIN stock_block b ON b.schedule_id = s.id WHERE b.id = ${id}`,
  invitationRequestId: (id) =>
    sql`${ofSchedule} JOIN invitation_request r ON r.schedule_id = s.id WHERE r.id = ${id}`,
  guestId: (id) => sql`${ofSchedule} JOIN invitation_request r ON r.schedule_id = s.id
    JOIN invitation_guest g ON g.request_id = r.id WHERE g.id = ${id}`,
  orderId: (id) =>
    sql`${ofSchedule} JOIN customer_order o ON o.schedule_id = s.id WHERE o.id = ${id}`,
  refundId: (id) => sql`${ofSchedule} JOIN customer_order o ON o.schedule_id = s.id
    JOIN refund r ON r.order_id = o.id WHERE r.id = ${id}`,
  refundJobId: (id) =>
    sql`SELECT organization_id, NULL::uuid AS concert_id FROM refund_job WHERE id = ${id}`,
  shiftId: (id) =>
    sql`SELECT organization_id, NULL::uuid AS concert_id FROM shift WHERE id = ${id}`,
  // The wallet and its top-ups belong to the deployment.
  paymentId: (
    id,
  ) => sql`SELECT coalesce(c.organization_id, ${operator}) AS organization_id, c.id AS concert_id
    FROM payment p LEFT JOIN schedule s ON s.id = p.schedule_id LEFT JOIN concert c ON c.id = s.concert_id
    WHERE p.id = ${id}`,
  draftId: (
    id,
  ) => sql`SELECT v.organization_id, NULL::uuid AS concert_id FROM plan_draft d JOIN venue v ON v.id = d.venue_id
    WHERE d.id = ${id} AND d.deleted_at IS NULL`,
  importId: (id) => sql`SELECT organization_id, concert_id FROM data_import WHERE id = ${id}`,
  venueId: (id) =>
    sql`SELECT organization_id, NULL::uuid AS concert_id FROM venue WHERE id = ${id}`,
  concertDraftId: (id) =>
    sql`SELECT organization_id, NULL::uuid AS concert_id FROM concert_draft WHERE id = ${id}`,
  couponId: (id) =>
    sql`SELECT organization_id, NULL::uuid AS concert_id FROM coupon WHERE id = ${id}`,
  accountId: (id) =>
    sql`SELECT ${operator} AS organization_id, NULL::uuid AS concert_id FROM account WHERE id = ${id}`,
  correctionId: (id) =>
    sql`SELECT ${operator} AS organization_id, NULL::uuid AS concert_id FROM wallet_correction WHERE id = ${id}`,
  staffId: (id) => sql`SELECT organization_id, concert_id FROM staff WHERE id = ${id}`,
  savedReportId: (id) =>
    sql`SELECT organization_id, NULL::uuid AS concert_id FROM saved_report WHERE id = ${id}`,
  deliveryId: (id) =>
    sql`SELECT organization_id, NULL::uuid AS concert_id FROM report_delivery WHERE id = ${id}`,
  invitationId: (id) =>
    sql`SELECT organization_id, concert_id FROM staff_invitation WHERE id = ${id}`,
} satisfies Record<string, (id: string) => SQL>;

export type Owned = keyof typeof owners;
export const isOwned = (name: string): name is Owned => Object.hasOwn(owners, name);

/** What one person of the organization has, whatever their concerts are. Its operations check whose it is. */
export const isPersonal = (name: Owned): boolean => name === "savedReportId";

export type Owner = { organizationId: string; concertId: string | null };

export type Access = {
  grants: Grant[];
  owner: Owner | null;
  /** When the session's person last proved to be who they are, and whether it has shown a second factor. */
  provedAtMs: number | null;
  isTwofold: boolean;
};

/** An account's rights, and the owner of the requested thing. A session that has ended has no rights. */
export async function accessOf(
  db: Database,
  { sessionId, thing }: { sessionId: string; thing: { name: Owned; id: string } | null },
): Promise<Access> {
  const owner = thing
    ? sql`(SELECT jsonb_build_object('organizationId', t.organization_id, 'concertId', t.concert_id)
        FROM (${owners[thing.name](thing.id)}) t)`
    : sql`NULL::jsonb`;
  const [row] = await rowsOf<Access>(
    db,
    sql`SELECT (SELECT coalesce(jsonb_agg(jsonb_build_object('organizationId', f.organization_id, 'role', f.role,
        'concertId', f.concert_id, 'isOperator', o.is_operator)), '[]') FROM session s
        JOIN staff f ON f.account_id = s.account_id JOIN organization o ON o.id = f.organization_id
      WHERE s.id = ${sessionId} AND f.suspended_at IS NULL) AS grants, ${owner} AS owner,
      p.at AS "provedAtMs", coalesce(p.is_twofold, false) AS "isTwofold"
    FROM require_live_session(${sessionId}) LEFT JOIN (SELECT epoch_ms(s.authenticated_at)::float8 AS at,
      s.second_factor_at IS NOT NULL AS is_twofold FROM session s WHERE s.id = ${sessionId}) p ON true`,
  );
  if (!row) throw new Error("the books told nothing of the session");
  return row;
}

/** A condition that a concert is within the scope. */
export function within(
  { organizationId, concertIds }: Scope,
  organization: SQL,
  concert: SQL,
): SQL {
  const ofConcerts =
    concertIds === null ? sql`` : sql` AND ${concert} = ANY (${sql.param(concertIds)}::uuid[])`;
  return sql`(${organization} = ${organizationId}::uuid${ofConcerts})`;
}

/** A condition that a schedule is within the scope. */
export const scheduleWithin = (scope: Scope, scheduleId: SQL): SQL =>
  // A scalar subquery, because for EXISTS Postgres would read all schedules first.
  sql`(SELECT ${within(scope, sql`x.organization_id`, sql`x.id`)} FROM schedule w JOIN concert x ON x.id = w.concert_id
    WHERE w.id = ${scheduleId})`;

/** A condition that money is within the scope, by the schedule that it was for; without one it is the operator's. */
export const moneyWithin = (scope: Scope, scheduleId: SQL): SQL => {
  const hasWallet = scope.concertIds === null && scope.organizationId === operatorId;
  return sql`CASE WHEN ${scheduleId} IS NULL THEN ${hasWallet} ELSE ${scheduleWithin(scope, scheduleId)} END`;
};
