import { sql } from "drizzle-orm";
import type { AskInvitations, Invitations } from "../../contract/admin/stock/invitations.ts";
import type { Currency } from "../../contract/money/money.ts";
import type { Outcome } from "../../contract/problems.ts";
import type { Actor } from "../admin/audit.ts";
import { universalTime } from "../catalog/universal-time.ts";
import { type Database, outcomeOf, rowsOf } from "../connection/database.ts";

type Stored = Omit<Invitations, "askedAt"> & { askedAtMs: number };

const told = ({ askedAtMs, ...rest }: Stored): Invitations => {
  const askedAt = universalTime(askedAtMs);
  return { ...rest, askedAt };
};

const toldOutcome = (stored: Outcome<Stored>): Outcome<Invitations> =>
  stored.ok ? { ok: true, value: told(stored.value) } : stored;

/** The requests for a date, newest first. */
export async function listInvitations(db: Database, scheduleId: string): Promise<Invitations[]> {
  const rows = await rowsOf<{ asked: Stored }>(
    db,
    sql`SELECT invitation_json(r) AS asked FROM invitation_request r WHERE r.schedule_id = ${scheduleId}
    ORDER BY r.asked_at DESC, r.id LIMIT 200`,
  );
  return rows.map(({ asked }) => told(asked));
}

export async function invitationsById(db: Database, id: string): Promise<Invitations | null> {
  const [row] = await rowsOf<{ asked: Stored }>(
    db,
    sql`SELECT invitation_json(r) AS asked FROM invitation_request r WHERE r.id = ${id}`,
  );
  return row ? told(row.asked) : null;
}

export async function askInvitations(
  db: Database,
  {
    id,
    scheduleId,
    wanted,
    by,
  }: { id: string; scheduleId: string; wanted: AskInvitations; by: Actor },
): Promise<Outcome<Invitations>> {
  const guests = wanted.guests.map((guest) =>
    "seats" in guest ? { ...guest, count: guest.seats.length } : guest,
  );
  const asked = JSON.stringify({ ...wanted, guests });
  return toldOutcome(
    await outcomeOf<Stored>(
      db,
      sql`SELECT ask_invitations(${id}, ${scheduleId}, ${asked}::jsonb, ${by.scope.organizationId}, ${by.accountId},
        ${by.requestId}) AS outcome`,
    ),
  );
}

export async function decideInvitations(
  db: Database,
  { id, isApproved, by }: { id: string; isApproved: boolean; by: Actor },
): Promise<Outcome<Invitations>> {
  return toldOutcome(
    await outcomeOf<Stored>(
      db,
      sql`SELECT decide_invitations(${id}, ${isApproved}, ${by.scope.organizationId}, ${by.accountId}, ${by.requestId})
        AS outcome`,
    ),
  );
}

/** A guest without tickets, of an approved request, and on whose behalf the tickets are issued. */
export type DueGuest = {
  id: string;
  scheduleId: string;
  organizationId: string;
  accountId: string | null;
  seats: number[] | null;
  zoneId: string | null;
  count: number;
};

/**
 * Guests of approved requests whom nobody has come to yet, of one request, or of all that were decided at least a minute
 * ago: tickets of smaller ones are issued by the act itself.
 */
export function dueGuests(
  db: Database,
  { requestId, limit }: { requestId: string | null; limit: number },
): Promise<DueGuest[]> {
  return rowsOf<DueGuest>(
    db,
    sql`SELECT g.id, r.schedule_id AS "scheduleId", c.organization_id AS "organizationId",
      coalesce(r.decided_by, r.asked_by) AS "accountId", g.seats, g.zone_id AS "zoneId", g.count
    FROM invitation_guest g JOIN invitation_request r ON r.id = g.request_id
    JOIN schedule s ON s.id = r.schedule_id JOIN concert c ON c.id = s.concert_id
    WHERE g.order_id IS NULL AND g.fault IS NULL AND r.state = 'approved'
      AND (r.id = ${requestId}::uuid OR ${requestId}::uuid IS NULL AND r.decided_at < now() - interval '1 minute')
    ORDER BY g.request_id, g.place LIMIT ${limit}`,
  );
}

export type InvitationSale = {
  orderId: string;
  holdId: string;
  number: string;
  currency: Currency;
  seats: { seat: number; key: string; zoneId: string }[];
};

export function issueInvitation(
  db: Database,
  { guestId, sale, by }: { guestId: string; sale: InvitationSale; by: Actor },
): Promise<Outcome<null>> {
  return outcomeOf(
    db,
    sql`SELECT issue_invitation(${guestId}, ${JSON.stringify(sale)}::jsonb, ${by.scope.organizationId}, ${by.accountId},
      ${by.requestId}) AS outcome`,
  );
}

export async function markFault(
  db: Database,
  { guestId, fault }: { guestId: string; fault: string },
): Promise<void> {
  await rowsOf(
    db,
    sql`UPDATE invitation_guest SET fault = ${fault} WHERE id = ${guestId} AND order_id IS NULL`,
  );
}

export function cancelInvitation(
  db: Database,
  {
    guestId,
    refundId,
    reason,
    by,
  }: { guestId: string; refundId: string; reason: string; by: Actor },
): Promise<Outcome<null>> {
  return outcomeOf(
    db,
    sql`SELECT cancel_invitation(${guestId}, ${refundId}, ${reason}, ${by.scope.organizationId}, ${by.accountId},
      ${by.requestId}) AS outcome`,
  );
}

export async function setInvitationApproval(
  db: Database,
  { isNeeded, by }: { isNeeded: boolean; by: Actor },
): Promise<void> {
  await rowsOf(
    db,
    sql`SELECT set_invitation_approval(${isNeeded}, ${by.scope.organizationId}, ${by.accountId}, ${by.requestId})`,
  );
}
