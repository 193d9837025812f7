import { type SQL, sql } from "drizzle-orm";
import type { z } from "zod";
import type { CreateConcert, CreateSchedule } from "../../contract/admin/catalog-changes.ts";
import type { Currency } from "../../contract/money/money.ts";
import { payableCurrencies } from "../../contract/money/payable-currencies.ts";
import type { Actor } from "./audit.ts";
import { done, type Outcome, refuse } from "../../contract/problems.ts";
import { within } from "../staff/access.ts";
import type { SeatPlan } from "../../contract/plan/seat-plan.ts";
import {
  BooksError,
  type Database,
  isStoppedBy,
  outcomeOf,
  rowsOf,
} from "../connection/database.ts";

type Created = { id: string };

/** Why nothing is added there. */
const unfit = {
  venue: "The venue is archived",
  concert: "The concert is archived",
  hidden: "The page of the concert appears later",
};

/** Adds a plan as the venue's next revision. A plan that the venue already has keeps its revision. */
export function createPlan(
  db: Database,
  wanted: { venueId: string; hash: string; plan: SeatPlan; seatCount: number; by: Actor },
): Promise<Outcome<{ hash: string; revision: number; seatCount: number }>> {
  const { venueId, hash, plan, seatCount, by } = wanted;
  return outcomeOf(
    db,
    sql`SELECT CASE WHEN EXISTS (${venueOf(by, venueId)})
      THEN create_plan(${venueId}, ${hash}, ${json(plan)}, ${seatCount}, ${by.accountId}, ${by.requestId})
      ELSE refusal('not-found') END AS outcome`,
  );
}

export async function createConcert(
  db: Database,
  wanted: { id: string; by: Actor; concert: CreateConcert },
): Promise<Outcome<Created>> {
  const { id, by, concert } = wanted;
  const rows = await rowsOf<{ isArchived: boolean | null; isAdded: boolean }>(
    db,
    sql`WITH added AS (
      INSERT INTO concert (id, slug, organization_id, venue_id, title, artist, description, genre, poster, age_limit,
        running_minutes, currency, state, notice, organiser)
      SELECT ${id}::uuid, ${concert.slug}, v.organization_id, v.id, ${json(concert.title)}, ${json(concert.artist)},
        ${json(concert.description)}, ${concert.genre}, ${concert.poster}, ${concert.ageLimit}::int,
        ${concert.runningMinutes}::int, ${concert.currency}, 'published',
        ${jsonOrNull(concert.notice)}, ${jsonOrNull(concert.organizer)}
      FROM venue v WHERE v.id IN (${venueOf(by, concert.venueId)}) AND v.archived_at IS NULL ON CONFLICT (slug) DO NOTHING RETURNING *
    ), logged AS (${logged(by, "concert.create")})
    SELECT (SELECT v.archived_at IS NOT NULL FROM venue v WHERE v.id IN (${venueOf(by, concert.venueId)})) AS "isArchived",
      EXISTS (SELECT FROM added) AS "isAdded"`,
  );
  const [row] = rows;
  if (row?.isArchived == null) return refuse("not-found", "venue");
  if (row.isArchived) return refuse("conflict", unfit.venue);
  return row.isAdded ? done({ id }) : refuse("conflict", "slug");
}

/** What a date has from the one that it is made like; without one, each has its usual value. */
const copied = sql.raw("account_limits, seating, discounts, refund_policy, deposit_minutes");

/** Adds a date with its prices; names and colors of the zones come from the plan. */
export async function createSchedule(
  db: Database,
  wanted: { id: string; by: Actor; schedule: z.infer<typeof CreateSchedule> },
): Promise<Outcome<Created>> {
  try {
    const [row] = await rowsOf<{
      currency: Currency | null;
      unfit: keyof typeof unfit | null;
      hasPattern: boolean;
      isAdded: boolean;
    }>(db, scheduleStatement(wanted));
    if (!row?.currency) return refuse("not-found", "concert or plan");
    if (!payableCurrencies.includes(row.currency))
      return refuse(
        "invalid-request",
        `The concert is in ${row.currency}, which no way to pay takes`,
      );
    if (row.unfit) return refuse("conflict", unfit[row.unfit]);
    if (!row.hasPattern) return refuse("invalid-request", "likeScheduleId");
    return row.isAdded ? done({ id: wanted.id }) : refuse("conflict", "startsAt");
  } catch (error) {
    if (isStoppedBy(error, "schedule_sale_times")) return refuse("invalid-request", "saleClosesAt");
    if (isStoppedBy(error, "schedule_doors")) return refuse("invalid-request", "doorsAt");
    // A zone outside the plan has no name; a zone given twice has two prices.
    const isZone = error instanceof BooksError && ["23502", "23505"].includes(error.code);
    if (isZone) return refuse("invalid-request", "zones");
    throw error;
  }
}

// Venue and concert are locked: if one is being archived, the two wait for each other.
function scheduleStatement({ id, by, schedule }: Parameters<typeof createSchedule>[1]): SQL {
  const { concertId, planHash, startsAt, doorsAt, saleOpensAt, saleClosesAt, zones } = schedule;
  const { likeScheduleId = null } = schedule;
  const isLike = likeScheduleId !== null;
  return sql`WITH place AS (
      SELECT c.id, c.currency, p.plan, CASE WHEN v.archived_at IS NOT NULL THEN 'venue'
        WHEN c.state = 'archived' THEN 'concert' WHEN c.publish_at > ${saleOpensAt}::timestamptz THEN 'hidden' END AS unfit
      FROM concert c
      JOIN venue v ON v.id = c.venue_id
      JOIN plan_revision r ON r.venue_id = c.venue_id AND r.plan_hash = ${planHash}
      JOIN seat_plan p ON p.hash = r.plan_hash WHERE c.id = ${concertId}
        AND ${within(by.scope, sql`c.organization_id`, sql`c.id`)}
      FOR KEY SHARE OF v FOR SHARE OF c
    ), pattern AS (
      SELECT ${copied} FROM schedule WHERE id = ${likeScheduleId}::uuid AND concert_id = (SELECT id FROM place)
    ), added AS (
      INSERT INTO schedule (id, concert_id, plan_hash, starts_at, doors_at, sale_opens_at, sale_closes_at,
        seats_per_account, hold_ms, shoppers_max, admit_per_minute, lobby_ms, queue_order, intakes
        ${isLike ? sql`, ${copied}` : sql``})
      SELECT ${id}::uuid, place.id, ${planHash}, ${startsAt}::timestamptz, ${doorsAt}::timestamptz,
        ${saleOpensAt}::timestamptz, ${saleClosesAt}::timestamptz, ${schedule.seatsPerAccount}::int,
        ${schedule.holdMs}::int, ${schedule.shoppersMax}::int, ${schedule.admitPerMinute}::int,
        ${schedule.lobbyMs}::int, ${schedule.queueOrder}, ${schedule.intakes}::int
        ${isLike ? sql`, ${copied}` : sql``}
      FROM place ${isLike ? sql`CROSS JOIN pattern` : sql``}
      WHERE place.currency = ANY (${sql.param([...payableCurrencies])}::text[]) AND place.unfit IS NULL
      ON CONFLICT (concert_id, starts_at) DO NOTHING RETURNING *
    ), priced AS (
      INSERT INTO price_zone (schedule_id, zone_id, name, color, price_minor, fee_minor)
      SELECT added.id, given.id, zone->'name', (zone->>'color')::int, given."priceMinor", given."feeMinor"
      FROM added CROSS JOIN place
      CROSS JOIN jsonb_to_recordset(${json(zones)}) AS given(id text, "priceMinor" bigint, "feeMinor" bigint)
      LEFT JOIN LATERAL jsonb_array_elements(place.plan->'zones') AS zone ON zone->>'id' = given.id
    ), logged AS (${logged(by, "schedule.create")})
    SELECT (SELECT currency FROM place) AS currency, (SELECT unfit FROM place),
      ${!isLike} OR EXISTS (SELECT FROM pattern) AS "hasPattern", EXISTS (SELECT FROM added) AS "isAdded"`;
}

const venueOf = (by: Actor, venueId: string): SQL =>
  sql`SELECT id FROM venue WHERE id = ${venueId} AND organization_id = ${by.scope.organizationId}`;

// The last part of a statement that has `added` something.
function logged(by: Actor, action: string): SQL {
  return sql`INSERT INTO audit_log (organization_id, actor_id, action, subject, after, request_id)
    SELECT ${by.scope.organizationId}::uuid, ${by.accountId}::uuid, ${action}, added.id::text, to_jsonb(added), ${by.requestId} FROM added`;
}

function json(value: unknown): SQL {
  return sql`${JSON.stringify(value)}::jsonb`;
}

const jsonOrNull = (value: unknown): SQL => (value == null ? sql`NULL::jsonb` : json(value));
