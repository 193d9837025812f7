import { type SQL, sql } from "drizzle-orm";
import type { ConcertFacts } from "../../contract/import/date-rows.ts";
import type { ImportKind } from "../../contract/import/columns.ts";
import type { Effect, ImportResult } from "../../contract/import/imports.ts";
import { decimals } from "../../contract/money/money-text.ts";
import type { Currency } from "../../contract/money/money.ts";
import type { Scope } from "../../contract/admin/rights.ts";
import { type Outcome, refuse } from "../../contract/problems.ts";
import type { Actor } from "../admin/audit.ts";
import { universalTime } from "../catalog/universal-time.ts";
import { BooksError, type Database, outcomeOf, rowsOf } from "../connection/database.ts";
import { raised } from "../connection/raised-codes.ts";
import { within } from "../staff/access.ts";

type FactsRow = Omit<ConcertFacts, "digits"> & {
  concertId: string;
  currency: Currency;
  seen: Record<string, number>;
};

/** The concert that a date belongs to, with what its table needs to know; null outside the scope. */
export async function concertFacts(
  db: Database,
  { scheduleId, scope, now }: { scheduleId: string; scope: Scope; now: number },
): Promise<{ concertId: string; facts: ConcertFacts; seen: Record<string, number> } | null> {
  const [row] = await rowsOf<{ facts: FactsRow }>(
    db,
    sql`SELECT jsonb_build_object('concertId', c.id, 'currency', c.currency, 'timeZone', v.time_zone,
      'model', jsonb_build_object('startsAtMs', epoch_ms(m.starts_at), 'doorsAtMs', epoch_ms(m.doors_at),
        'saleOpensAtMs', epoch_ms(m.sale_opens_at), 'saleClosesAtMs', epoch_ms(m.sale_closes_at)),
      'seen', (SELECT jsonb_object_agg(s.id, s.revision) FROM schedule s WHERE s.concert_id = c.id),
      'dates', (SELECT jsonb_agg(jsonb_build_object('id', s.id, 'startsAtMs', epoch_ms(s.starts_at),
        'isOver', s.sale_state = 'cancelled' OR s.starts_at <= ${universalTime(now)}::timestamptz,
        'zones', (SELECT jsonb_agg(jsonb_build_object('id', z.zone_id, 'name', z.name, 'priceMinor', z.price_minor,
          'feeMinor', z.fee_minor)) FROM price_zone z WHERE z.schedule_id = s.id)) ORDER BY s.starts_at)
        FROM schedule s WHERE s.concert_id = c.id)) AS facts
    FROM schedule m JOIN concert c ON c.id = m.concert_id JOIN venue v ON v.id = c.venue_id
    WHERE m.id = ${scheduleId} AND ${within(scope, sql`c.organization_id`, sql`c.id`)}`,
  );
  if (!row) return null;
  const { concertId, currency, seen, ...facts } = row.facts;
  return { concertId, facts: { ...facts, digits: decimals[currency] }, seen };
}

/** The concert of a presale that is not over; null outside the scope. */
export async function presaleConcert(
  db: Database,
  { presaleId, scope, now }: { presaleId: string; scope: Scope; now: number },
): Promise<string | null> {
  const [row] = await rowsOf<{ id: string }>(
    db,
    sql`SELECT c.id FROM presale p JOIN schedule s ON s.id = p.schedule_id JOIN concert c ON c.id = s.concert_id
    WHERE p.id = ${presaleId} AND p.closes_at > ${universalTime(now)}::timestamptz
      AND ${within(scope, sql`c.organization_id`, sql`c.id`)}`,
  );
  return row?.id ?? null;
}

export type StoredRow = { line: number; value: unknown; effect: Effect | null };

/** Keeps an import for its commit, with the revisions of the dates that it was checked against. */
export async function startImport(
  db: Database,
  wanted: {
    id: string;
    concertId: string;
    kind: ImportKind;
    targetId: string;
    soundRows: number;
    faultyRows: number;
    seen: Record<string, number>;
    by: Actor;
  },
): Promise<void> {
  const { id, concertId, kind, targetId, soundRows, faultyRows, seen, by } = wanted;
  await rowsOf(
    db,
    sql`INSERT INTO data_import (id, organization_id, concert_id, kind, target_id, sound_rows, faulty_rows, seen, created_by)
    VALUES (${id}, ${by.scope.organizationId}, ${concertId}, ${kind}, ${targetId}, ${soundRows}, ${faultyRows},
      ${json(seen)}, ${by.accountId})`,
  );
}

/** Keeps some rows and tells what each will do. The same rows again change nothing. */
export async function storeRows(
  db: Database,
  { id, rows }: { id: string; rows: readonly StoredRow[] },
): Promise<Map<number, Effect>> {
  const [row] = await rowsOf<{ stored: [number, Effect][] }>(
    db,
    sql`SELECT store_import_rows(${id}, ${json(rows)}) AS stored`,
  );
  return new Map(row?.stored);
}

type Committed = ImportResult & {
  isDone: boolean;
  kind: ImportKind;
  concertId: string;
  scheduleIds: string[];
};

/** So many rows of a list are committed at once. */
const partRows = 10_000;

/** The SQLSTATEs of a commit that one of its dates stopped, and why. */
const stoppedBy = new Map<string, string>([
  [raised.importedDateFixed, "A date can no longer change"],
  [raised.importedDateChanged, "A date has changed since the preview"],
]);

/** Does what an import says, once; a long list takes several calls until it is done. */
export async function commitImport(
  db: Database,
  {
    importId,
    isPartial,
    by,
    now,
  }: { importId: string; isPartial: boolean; by: Actor; now: number },
): Promise<Outcome<Committed>> {
  try {
    return await outcomeOf<Committed>(
      db,
      sql`SELECT commit_import(${importId}, ${isPartial}, ${partRows}, ${universalTime(now)}, ${by.accountId}, ${by.requestId})
        AS outcome`,
    );
  } catch (error) {
    const why = error instanceof BooksError ? stoppedBy.get(error.code) : undefined;
    if (why !== undefined) return refuse("conflict", why);
    throw error;
  }
}

const json = (value: unknown): SQL => sql`${JSON.stringify(value)}::jsonb`;
