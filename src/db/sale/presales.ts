import { sql } from "drizzle-orm";
import type { CreatePresale, PresaleChange } from "../../contract/admin/catalog-changes.ts";
import { done, type Outcome, refuse } from "../../contract/problems.ts";
import type { Actor } from "../admin/audit.ts";
import { type Database, outcomeOf, rowsOf } from "../connection/database.ts";
import { universalTime } from "../catalog/universal-time.ts";

type NewPresale = Omit<CreatePresale, "codes"> & { codes: { hash: string; usesMax: number }[] };

/** Isolates cache a sale's times for some seconds, and no fan may join the general queue by older times. */
const toldWithin = sql`interval '10 seconds'`;

/**
 * Adds a presale with its codes and its list. The audit log keeps only their numbers. A presale must be over when the sale
 * opens, and must be added before fans line up for the sale, since their numbers belong to no presale.
 */
export async function createPresale(
  db: Database,
  wanted: { id: string; scheduleId: string; by: Actor; presale: NewPresale },
): Promise<Outcome<{ id: string }>> {
  const { id, scheduleId, by, presale } = wanted;
  const { name, opensAt, closesAt, seatsMax, codes, emails } = presale;
  if (Date.parse(opensAt) >= Date.parse(closesAt)) return refuse("invalid-request", "closesAt");
  if (!areDistinct(codes)) return refuse("invalid-request", "A code comes twice");
  const isInTime = sql`${closesAt}::timestamptz <= s.sale_opens_at
    AND now() + ${toldWithin} < s.sale_opens_at - s.lobby_ms * interval '1 ms'
    AND NOT EXISTS (SELECT FROM concert c WHERE c.id = s.concert_id AND c.publish_at > ${opensAt}::timestamptz)`;
  const [row] = await rowsOf<{ isThere: boolean; isAdded: boolean }>(
    db,
    sql`WITH added AS (
      INSERT INTO presale (id, schedule_id, name, opens_at, closes_at, seats_max)
      SELECT ${id}::uuid, s.id, ${JSON.stringify(name)}::jsonb, ${opensAt}::timestamptz,
        ${closesAt}::timestamptz, ${seatsMax}::int
      FROM schedule s WHERE s.id = ${scheduleId} AND ${isInTime} RETURNING *
    ), coded AS (
      INSERT INTO presale_code (presale_id, code_hash, uses_max)
      SELECT added.id, decode(given.hash, 'hex'), given."usesMax" FROM added
      CROSS JOIN jsonb_to_recordset(${JSON.stringify(codes)}::jsonb) AS given(hash text, "usesMax" int)
    ), listed AS (
      INSERT INTO presale_member (presale_id, email)
      SELECT added.id, lower(email) FROM added
      CROSS JOIN jsonb_array_elements_text(${JSON.stringify(emails)}::jsonb) AS email
      ON CONFLICT DO NOTHING
    ), logged AS (
      INSERT INTO audit_log (organization_id, actor_id, action, subject, after, request_id)
      SELECT ${by.scope.organizationId}::uuid, ${by.accountId}::uuid,
        'presale.create', added.schedule_id::text,
        to_jsonb(added) || jsonb_build_object('codes', ${codes.length}::int, 'emails', ${emails.length}::int),
        ${by.requestId} FROM added
    )
    SELECT EXISTS (SELECT FROM schedule WHERE id = ${scheduleId}) AS "isThere",
      EXISTS (SELECT FROM added) AS "isAdded"`,
  );
  if (!row?.isThere) return refuse("not-found");
  return row.isAdded
    ? done({ id })
    : refuse(
        "conflict",
        "A presale must be added before the lobby opens, begin after the concert's page appears, and end by the opening of the sale",
      );
}

type ChangedPresale = Omit<PresaleChange, "addCodes" | "removeCodes"> & {
  addCodes?: { hash: string; usesMax: number }[];
  removeCodes?: string[];
};

const areDistinct = (codes: readonly { hash: string }[]): boolean =>
  new Set(codes.map(({ hash }) => hash)).size === codes.length;

/** Changes, pauses or ends a presale, unless its date was changed since `seen`. Gives its date. */
export async function changePresale(
  db: Database,
  wanted: { presaleId: string; by: Actor; seen: number; change: ChangedPresale; now: number },
): Promise<Outcome<{ scheduleId: string }>> {
  const { presaleId, by, seen, change, now } = wanted;
  if (!areDistinct(change.addCodes ?? [])) return refuse("invalid-request", "A code comes twice");
  return await outcomeOf(
    db,
    sql`SELECT change_presale(${presaleId}, ${seen}, ${JSON.stringify(change)}::jsonb, ${universalTime(now)},
      ${by.scope.organizationId}, ${by.accountId}, ${by.requestId}) AS outcome`,
  );
}

/** The date of a presale. */
export async function scheduleOfPresale(db: Database, presaleId: string): Promise<string | null> {
  const [row] = await rowsOf<{ id: string }>(
    db,
    sql`SELECT schedule_id AS id FROM presale WHERE id = ${presaleId}`,
  );
  return row?.id ?? null;
}

/** Verifies an account with a code, or by the lists that it is on; gives the presales that it may come to. */
export function verifyPresale(
  db: Database,
  wanted: { scheduleId: string; accountId: string; codeHash: string | null; now: number },
): Promise<Outcome<string[]>> {
  const { scheduleId, accountId, codeHash, now } = wanted;
  return outcomeOf(
    db,
    sql`SELECT verify_presale(${scheduleId}, ${accountId}, decode(${codeHash}, 'hex'),
      ${universalTime(now)}::timestamptz) AS outcome`,
  );
}

/** The presales of a schedule that an account was verified for. */
export async function presaleGrants(
  db: Database,
  { scheduleId, accountId }: { scheduleId: string; accountId: string },
): Promise<string[]> {
  const rows = await rowsOf<{ id: string }>(
    db,
    sql`SELECT g.presale_id AS id FROM presale_grant g JOIN presale p ON p.id = g.presale_id
    WHERE g.account_id = ${accountId} AND p.schedule_id = ${scheduleId}`,
  );
  return rows.map(({ id }) => id);
}
