import { sql } from "drizzle-orm";
import type { CounterFacts, CounterSettings } from "../../contract/admin/counter.ts";
import type { Scope } from "../../contract/admin/rights.ts";
import type { Actor } from "../admin/audit.ts";
import { universalTime } from "../catalog/universal-time.ts";
import { type Database, rowsOf } from "../connection/database.ts";
import { scheduleWithin } from "../staff/access.ts";

const settingsJson = sql`jsonb_build_object('hasFees', coalesce(t.has_fees, false),
  'sellsBeforeOpening', coalesce(t.sells_before_opening, true), 'sellsWhilePaused', coalesce(t.sells_while_paused, false),
  'sellsWhileDraining', coalesce(t.sells_while_draining, true), 'sellsAfterClosing', coalesce(t.sells_after_closing, true))`;

type FactsRow = Omit<CounterFacts, "startsAt" | "serverTime" | "canSell"> & { startsAtMs: number };
export type KnownFacts = Omit<CounterFacts, "waiting" | "serverTime" | "canSell" | "why">;

const factsJson = sql`jsonb_build_object('scheduleId', s.id, 'concert', jsonb_build_object('id', c.id, 'title', c.title),
  'startsAtMs', epoch_ms(s.starts_at), 'timeZone', v.time_zone, 'currency', c.currency, 'discounts', s.discounts,
  'hasFees', coalesce(t.has_fees, false))`;
const factsTables = sql`schedule s JOIN concert c ON c.id = s.concert_id JOIN venue v ON v.id = c.venue_id
  LEFT JOIN counter_setting t ON t.organization_id = c.organization_id`;

/** What the counter needs to sell a date, and how many of its orders wait to be collected. */
export async function counterFacts(
  db: Database,
  { scheduleId, now }: { scheduleId: string; now: number },
): Promise<CounterFacts | null> {
  const [row] = await rowsOf<{ facts: FactsRow }>(
    db,
    sql`SELECT ${factsJson} || jsonb_build_object('why', counter_refusal(s.id, ${universalTime(now)}::timestamptz),
      'waiting', (SELECT count(DISTINCT b.order_id) FROM order_seat b WHERE b.schedule_id = s.id AND b.live
        AND NOT EXISTS (SELECT FROM ticket_handout h WHERE h.order_id = b.order_id AND h.seat = b.seat
          AND h.undone_at IS NULL))) AS facts
    FROM ${factsTables} WHERE s.id = ${scheduleId}`,
  );
  if (!row) return null;
  const { startsAtMs, ...facts } = row.facts;
  return {
    ...facts,
    startsAt: universalTime(startsAtMs),
    canSell: facts.why === null,
    serverTime: universalTime(now),
  };
}

/** The facts that prices depend on. */
export async function knownFacts(db: Database, scheduleId: string): Promise<KnownFacts | null> {
  const [row] = await rowsOf<{ facts: Omit<FactsRow, "waiting" | "why"> }>(
    db,
    sql`SELECT ${factsJson} AS facts FROM ${factsTables} WHERE s.id = ${scheduleId}`,
  );
  if (!row) return null;
  const { startsAtMs, ...facts } = row.facts;
  return { ...facts, startsAt: universalTime(startsAtMs) };
}

/** Why the counter cannot sell a date now; null if it can. */
export async function whyNoCounter(
  db: Database,
  { scheduleId, now }: { scheduleId: string; now: number },
): Promise<CounterFacts["why"]> {
  const [row] = await rowsOf<{ why: CounterFacts["why"] }>(
    db,
    sql`SELECT counter_refusal(${scheduleId}, ${universalTime(now)}::timestamptz) AS why`,
  );
  return row?.why ?? null;
}

/** Whether a date is in the part of the organization that somebody may sell. */
export async function scheduleWithinScope(
  db: Database,
  { scope, scheduleId }: { scope: Scope; scheduleId: string },
): Promise<boolean> {
  const [row] = await rowsOf<{ isWithin: boolean | null }>(
    db,
    sql`SELECT ${scheduleWithin(scope, sql`${scheduleId}::uuid`)} AS "isWithin"`,
  );
  return row?.isWithin === true;
}

export async function counterSettings(
  db: Database,
  organizationId: string,
): Promise<CounterSettings> {
  const [row] = await rowsOf<{ settings: CounterSettings }>(
    db,
    sql`SELECT ${settingsJson} AS settings FROM (SELECT 1) one
    LEFT JOIN counter_setting t ON t.organization_id = ${organizationId}`,
  );
  if (!row) throw new Error("the books told nothing of the settings");
  return row.settings;
}

export async function saveCounterSettings(
  db: Database,
  { by, settings }: { by: Actor; settings: CounterSettings },
): Promise<void> {
  const { hasFees, sellsBeforeOpening, sellsWhilePaused, sellsWhileDraining, sellsAfterClosing } =
    settings;
  const { organizationId } = by.scope;
  await rowsOf(
    db,
    sql`WITH before AS (SELECT to_jsonb(t) AS row FROM counter_setting t WHERE t.organization_id = ${organizationId}),
    saved AS (
      INSERT INTO counter_setting AS t (organization_id, has_fees, sells_before_opening, sells_while_paused,
        sells_while_draining, sells_after_closing)
      VALUES (${organizationId}, ${hasFees}, ${sellsBeforeOpening}, ${sellsWhilePaused}, ${sellsWhileDraining},
        ${sellsAfterClosing})
      ON CONFLICT (organization_id) DO UPDATE SET has_fees = excluded.has_fees,
        sells_before_opening = excluded.sells_before_opening, sells_while_paused = excluded.sells_while_paused,
        sells_while_draining = excluded.sells_while_draining, sells_after_closing = excluded.sells_after_closing
      RETURNING to_jsonb(t) AS row)
    INSERT INTO audit_log (organization_id, actor_id, action, subject, before, after, request_id)
    SELECT ${organizationId}::uuid, ${by.accountId}::uuid, 'counter.settings', ${organizationId}::text,
      (SELECT row FROM before), row, ${by.requestId} FROM saved`,
  );
}
