import { eq, type SQL, sql } from "drizzle-orm";
import { saleEnd } from "../sale/closing.ts";
import type { Schedule } from "../../contract/catalog/concerts.ts";
import type { Currency, LocalText } from "../../contract/money/money.ts";
import type { SeatPlan } from "../../contract/plan/seat-plan.ts";
import type { AccountLimits } from "../../contract/sale/account-limits.ts";
import { isLimited } from "../../contract/sale/limited.ts";
import type { SeatingRules } from "../../contract/sale/seating-rules.ts";
import { isUsual } from "../../contract/sale/seating.ts";
import { ask, type Database, rowsOf } from "../connection/database.ts";
import { type DateMoveRow, toDateMove } from "./date-move.ts";
import { universalTime } from "./universal-time.ts";
import { seatPlans } from "../schema/venues.ts";
import { isReachable } from "./visibility.ts";
import { type Left, stockOf } from "./stock.ts";

type ScheduleRow = Pick<
  Schedule,
  | "id"
  | "concertId"
  | "sale"
  | "planHash"
  | "seatCount"
  | "seatsPerAccount"
  | "holdMs"
  | "refundPolicy"
  | "revision"
> &
  Left & {
    castIds: string[] | null;
    seating: SeatingRules;
    accountLimits: AccountLimits;
    startsAtMs: number;
    doorsAtMs: number | null;
    saleOpensAtMs: number;
    saleClosesAtMs: number;
    move: DateMoveRow | null;
    presales: { name: LocalText; opensAtMs: number; closesAtMs: number }[];
    zones: { id: string; name: LocalText; color: number; priceMinor: number; feeMinor: number }[];
  };
type Place = { timeZone: string; currency: Currency };

/** The sale state of a schedule `s` at a moment, from its stored state and the time. */
export function saleAt(now: number): SQL {
  const at = sql`${universalTime(now)}::timestamptz`;
  return sql`CASE WHEN s.sale_state IN ('cancelled', 'closed') THEN s.sale_state
    WHEN s.sale_state = 'draining' OR ${saleEnd} <= ${at} THEN 'closed'
    WHEN s.sale_state = 'paused' THEN 'paused'
    WHEN s.sale_opens_at > ${at} THEN 'upcoming' ELSE 'open' END`;
}

const scheduleJson = (
  now: number,
): SQL => sql`jsonb_build_object('id', s.id, 'concertId', s.concert_id,
  'sale', ${saleAt(now)}, 'planHash', s.plan_hash, 'seatCount', p.seat_count,
  'seatsPerAccount', s.seats_per_account, 'castIds', s.performer_ids, 'holdMs', s.hold_ms, 'startsAtMs', epoch_ms(s.starts_at),
  'doorsAtMs', epoch_ms(s.doors_at), 'saleOpensAtMs', epoch_ms(s.sale_opens_at),
  'saleClosesAtMs', epoch_ms(s.sale_closes_at), 'seatsLeft', t.seats_left, 'seatsTotal', t.seats_total,
  'zones', (SELECT jsonb_agg(jsonb_build_object('id', z.zone_id, 'name', z.name, 'color', z.color,
    'priceMinor', z.price_minor, 'feeMinor', z.fee_minor) ORDER BY z.color, z.zone_id)
    FROM price_zone z WHERE z.schedule_id = s.id),
  'presales', (SELECT coalesce(jsonb_agg(jsonb_build_object('name', e.name, 'opensAtMs', epoch_ms(e.opens_at),
    'closesAtMs', epoch_ms(e.closes_at)) ORDER BY e.opens_at, e.id), '[]') FROM presale e
    WHERE e.schedule_id = s.id AND e.closes_at > ${universalTime(now)}::timestamptz),
  'refundPolicy', s.refund_policy, 'seating', s.seating, 'accountLimits', s.account_limits, 'revision', s.revision, 'move', last_move(s.id))`;

/** The dates of a published concert, in their order. */
export async function schedulesOf(
  db: Database,
  { concertId, now }: { concertId: string; now: number },
): Promise<Schedule[] | null> {
  const [row] = await rowsOf<Place & { schedules: ScheduleRow[] }>(
    db,
    sql`SELECT v.time_zone AS "timeZone", c.currency, coalesce((
      SELECT jsonb_agg(${scheduleJson(now)} ORDER BY s.starts_at)
      FROM schedule s JOIN seat_plan p ON p.hash = s.plan_hash
    LEFT JOIN schedule_stock t ON t.schedule_id = s.id WHERE s.concert_id = c.id
    ), '[]') AS schedules
    FROM concert c JOIN venue v ON v.id = c.venue_id WHERE c.id = ${concertId} AND ${isReachable(now)}`,
  );
  return row ? row.schedules.map((schedule) => toSchedule(schedule, row)) : null;
}

/** One date. Staff also see one whose concert does not show yet. */
export async function scheduleById(
  db: Database,
  {
    scheduleId,
    now,
    isForStaff = false,
  }: { scheduleId: string; now: number; isForStaff?: boolean },
): Promise<Schedule | null> {
  const [row] = await rowsOf<Place & { schedule: ScheduleRow }>(
    db,
    sql`SELECT v.time_zone AS "timeZone", c.currency, ${scheduleJson(now)} AS schedule
    FROM schedule s JOIN seat_plan p ON p.hash = s.plan_hash
    LEFT JOIN schedule_stock t ON t.schedule_id = s.id
    JOIN concert c ON c.id = s.concert_id JOIN venue v ON v.id = c.venue_id
    WHERE s.id = ${scheduleId} AND (${isForStaff} OR ${isReachable(now)})`,
  );
  return row ? toSchedule(row.schedule, row) : null;
}

export async function planByHash(
  db: Database,
  hash: string,
): Promise<{ hash: string; seatCount: number; plan: SeatPlan } | null> {
  const { plan, seatCount } = seatPlans;
  const [row] = await ask(() =>
    db
      .select({ hash: seatPlans.hash, plan, seatCount })
      .from(seatPlans)
      .where(eq(seatPlans.hash, hash)),
  );
  return row ?? null;
}

function toSchedule(row: ScheduleRow, { currency }: Place): Schedule {
  const { id, concertId, sale, planHash, seatCount, seatsPerAccount, holdMs } = row;
  return {
    id,
    concertId,
    startsAt: universalTime(row.startsAtMs),
    doorsAt: row.doorsAtMs === null ? null : universalTime(row.doorsAtMs),
    saleOpensAt: universalTime(row.saleOpensAtMs),
    saleClosesAt: universalTime(row.saleClosesAtMs),
    sale,
    stock: sale === "open" ? stockOf(row) : null,
    planHash,
    seatCount,
    seatsPerAccount,
    holdMs,
    presales: row.presales.map(({ name, opensAtMs, closesAtMs }) => {
      return { name, opensAt: universalTime(opensAtMs), closesAt: universalTime(closesAtMs) };
    }),
    zones: row.zones.map(({ id, name, color, priceMinor, feeMinor }) => {
      const money = (amount: number) => ({ amount, currency });
      return { id, name, color, price: money(priceMinor), fee: money(feeMinor) };
    }),
    refundPolicy: row.refundPolicy,
    ...(row.castIds ? { castIds: row.castIds } : {}),
    ...(isLimited(row.accountLimits) ? { accountLimits: row.accountLimits } : {}),
    ...(isUsual(row.seating) ? {} : { seating: row.seating }),
    move: toDateMove(row.move),
    revision: row.revision,
  };
}
