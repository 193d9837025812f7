import { sql } from "drizzle-orm";
import type { MovePlan } from "../../contract/admin/plan-moves.ts";
import type { SeatPlan } from "../../contract/plan/seat-plan.ts";
import type { Outcome } from "../../contract/problems.ts";
import { universalTime } from "../catalog/universal-time.ts";
import { type Database, outcomeOf, rowsOf } from "../connection/database.ts";
import type { Actor } from "./audit.ts";

/** Before a sale that is this near, nothing may change that is not safe at any time. */
const leadMs = 600_000;

export type MoveFacts = {
  concertId: string;
  planHash: string;
  plan: SeatPlan;
  wantedHash: string;
  wanted: SeatPlan;
  /** Nobody has bought, paid or waited, and no sale opens soon. */
  isUntouched: boolean;
  prices: { id: string; priceMinor: number; feeMinor: number }[];
};

/** A date with its plan, and a revision of its venue that it could move to; null without either. */
export async function planMoveFacts(
  db: Database,
  { scheduleId, revision, now }: { scheduleId: string; revision: number; now: number },
): Promise<MoveFacts | null> {
  const [row] = await rowsOf<MoveFacts>(
    db,
    sql`SELECT c.id AS "concertId", s.plan_hash AS "planHash", p.plan, r.plan_hash AS "wantedHash", w.plan AS wanted,
      is_untouched_sale(s, ${universalTime(now + leadMs)}::timestamptz) AS "isUntouched",
      (SELECT coalesce(jsonb_agg(jsonb_build_object('id', z.zone_id, 'priceMinor', z.price_minor,
        'feeMinor', z.fee_minor)), '[]') FROM price_zone z WHERE z.schedule_id = s.id) AS prices
    FROM schedule s JOIN concert c ON c.id = s.concert_id JOIN seat_plan p ON p.hash = s.plan_hash
    JOIN plan_revision r ON r.venue_id = c.venue_id AND r.revision = ${revision}
    JOIN seat_plan w ON w.hash = r.plan_hash WHERE s.id = ${scheduleId}`,
  );
  return row ?? null;
}

type Move = {
  scheduleId: string;
  seenHash: string;
  hash: string;
  prices: MovePlan["prices"];
  /** Whether the plan is one for an untouched sale only. */
  needsUntouched: boolean;
  by: Actor;
  now: number;
};

export function moveSchedulePlan(db: Database, move: Move): Promise<Outcome<null>> {
  const { scheduleId, seenHash, hash, prices, needsUntouched, by, now } = move;
  return outcomeOf(
    db,
    sql`SELECT move_schedule_plan(${scheduleId}, ${seenHash}, ${hash}, ${JSON.stringify(prices)}::jsonb,
      ${needsUntouched}, ${universalTime(now)}::timestamptz, ${universalTime(now + leadMs)}::timestamptz,
      ${by.scope.organizationId}, ${by.accountId}, ${by.requestId}) AS outcome`,
  );
}
