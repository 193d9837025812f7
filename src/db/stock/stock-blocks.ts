import { sql } from "drizzle-orm";
import type { StockAbout } from "../../contract/admin/stock/stock.ts";
import { universalTime } from "../catalog/universal-time.ts";
import { type Database, rowsOf } from "../connection/database.ts";

/** A block as the books know it, with its seats; one that is over has none. */
export type StoredBlock = {
  blockId: string;
  version: number;
  channel: string | null;
  releaseAtMs: number | null;
  about: StockAbout;
  isReleased: boolean;
  seats: number[];
};

/** All blocks of the schedule `s`, as a part of a larger query. */
export const stockOfSchedule = sql`(SELECT coalesce(jsonb_agg(jsonb_build_object('blockId', b.id, 'version', b.version,
    'channel', b.channel, 'releaseAtMs', epoch_ms(b.release_at), 'about', b.about,
    'isReleased', b.released_at IS NOT NULL, 'seats', (SELECT coalesce(jsonb_agg(t.seat ORDER BY t.seat), '[]')
      FROM stock_seat t WHERE t.block_id = b.id)) ORDER BY b.created_at, b.id), '[]')
  FROM stock_block b WHERE b.schedule_id = s.id)`;

export async function storedStock(db: Database, scheduleId: string): Promise<StoredBlock[]> {
  const [row] = await rowsOf<{ stock: StoredBlock[] }>(
    db,
    sql`SELECT ${stockOfSchedule} AS stock FROM schedule s WHERE s.id = ${scheduleId}`,
  );
  return row?.stock ?? [];
}

type By = {
  accountId: string | null;
  requestId: string | null;
  origin: string | null;
} | null;

/** A change as the object made it; its seats with their names. */
export type StoredChange = { blockId: string; version: number; atMs: number; by: By } & (
  | {
      isReleased: false;
      channel: string | null;
      releaseAtMs: number | null;
      about: StockAbout;
      added: [seat: number, key: string][];
      removed: number[];
    }
  | { isReleased: true }
);

/** Takes over a change of the object. To repeat it changes nothing. */
export async function keepStockChange(
  db: Database,
  { scheduleId, change }: { scheduleId: string; change: StoredChange },
): Promise<void> {
  const { atMs, ...rest } = change;
  const releaseAtMs = rest.isReleased ? null : rest.releaseAtMs;
  const releaseAt = releaseAtMs === null ? null : universalTime(releaseAtMs);
  const told = JSON.stringify({ ...rest, at: universalTime(atMs), releaseAt });
  await rowsOf(db, sql`SELECT keep_stock_change(${scheduleId}, ${told}::jsonb)`);
}
