import { sql } from "drizzle-orm";
import type { CancellationStory, CancelledShows } from "../../contract/admin/shows.ts";
import type { Scope } from "../../contract/admin/rights.ts";
import { within } from "../staff/access.ts";
import { type Database, rowsOf } from "../connection/database.ts";
import { universalTime } from "../catalog/universal-time.ts";
import { type CancellationState, toCancellation } from "../money/show-cancellation.ts";

type Job = {
  reason: string | null;
  compensationPercent: number | null;
  startedAtMs: number | null;
  doneAtMs: number | null;
};

/** A cancellation's progress; for a show that is still on, its preview with this compensation. */
export async function cancellationStory(
  db: Database,
  { scheduleId, compensationPercent }: { scheduleId: string; compensationPercent: number },
): Promise<CancellationStory | null> {
  const [row] = await rowsOf<{ state: CancellationState | null; job: Job }>(
    db,
    sql`SELECT show_cancellation_state(${scheduleId}, ${compensationPercent}) AS state,
      jsonb_build_object('reason', j.reason, 'compensationPercent', j.compensation_percent,
        'startedAtMs', epoch_ms(j.started_at), 'doneAtMs', epoch_ms(j.done_at)) AS job
    FROM schedule s LEFT JOIN show_cancellation j ON j.schedule_id = s.id WHERE s.id = ${scheduleId}`,
  );
  if (!row?.state) return null;
  const { reason, startedAtMs, doneAtMs, ...job } = row.job;
  const time = (epochMs: number | null) => (epochMs === null ? null : universalTime(epochMs));
  return {
    ...toCancellation(row.state),
    reason,
    compensationPercent: job.compensationPercent ?? compensationPercent,
    startedAt: time(startedAtMs),
    doneAt: time(doneAtMs),
  };
}

type Shown = CancelledShows["items"][number];
type ShownRow = Omit<Shown, "startsAt" | "startedAt" | "doneAt"> & {
  startsAtMs: number;
  startedAtMs: number;
  doneAtMs: number | null;
};

/** The canceled shows: first those with refunds in progress, then the latest. */
export async function cancelledShows(
  db: Database,
  { scope, limit }: { scope: Scope; limit: number },
): Promise<Shown[]> {
  const rows = await rowsOf<{ show: ShownRow }>(
    db,
    sql`SELECT jsonb_build_object('scheduleId', j.schedule_id, 'title', c.title, 'timeZone', v.time_zone,
      'startsAtMs', epoch_ms(s.starts_at), 'reason', j.reason, 'startedAtMs', epoch_ms(j.started_at),
      'doneAtMs', epoch_ms(j.done_at), 'ordersLeft', (SELECT count(DISTINCT b.order_id) FROM order_seat b
        WHERE b.schedule_id = j.schedule_id AND b.live)) AS show
    FROM show_cancellation j JOIN schedule s ON s.id = j.schedule_id JOIN concert c ON c.id = s.concert_id
    JOIN venue v ON v.id = c.venue_id WHERE ${within(scope, sql`c.organization_id`, sql`c.id`)}
    ORDER BY j.done_at IS NOT NULL, j.started_at DESC LIMIT ${limit}`,
  );
  return rows.map(({ show: { startsAtMs, startedAtMs, doneAtMs, ...show } }) => ({
    ...show,
    startsAt: universalTime(startsAtMs),
    startedAt: universalTime(startedAtMs),
    doneAt: doneAtMs === null ? null : universalTime(doneAtMs),
  }));
}
