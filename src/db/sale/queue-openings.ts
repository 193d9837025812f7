import { sql } from "drizzle-orm";
import { saleEnd } from "./closing.ts";
import type { LocalText } from "../../contract/money/money.ts";
import { type Database, rowsOf } from "../connection/database.ts";
import type { QueueOrder, StoredSale } from "../schema/concerts.ts";

/** The facts of a schedule that decide which intake a fan goes to, if any. */
export type QueueFacts = {
  scheduleId: string;
  intakes: number;
  order: QueueOrder;
  saleState: StoredSale;
  lobbyMs: number;
  saleOpensAtMs: number;
  saleClosesAtMs: number;
  presales: PresaleTimes[];
  /** When its concert appears; null if nothing waits for that. */
  visibleFromMs: number | null;
};
export type PresaleTimes = {
  id: string;
  name: LocalText;
  opensAtMs: number;
  closesAtMs: number;
};

export async function queueFacts(db: Database, scheduleId: string): Promise<QueueFacts | null> {
  const [row] = await rowsOf<{ facts: QueueFacts }>(
    db,
    sql`SELECT jsonb_build_object('scheduleId', s.id, 'intakes', s.intakes, 'order', s.queue_order,
      'saleState', s.sale_state, 'lobbyMs', s.lobby_ms, 'saleOpensAtMs', epoch_ms(s.sale_opens_at),
      'saleClosesAtMs', epoch_ms(${saleEnd}), 'presales', coalesce((
        SELECT jsonb_agg(jsonb_build_object('id', p.id, 'name', p.name, 'opensAtMs', epoch_ms(p.opens_at),
          'closesAtMs', epoch_ms(p.closes_at)) ORDER BY p.opens_at, p.id)
        FROM presale p WHERE p.schedule_id = s.id), '[]'), 'visibleFromMs', epoch_ms(c.publish_at)) AS facts
    FROM schedule s JOIN concert c ON c.id = s.concert_id WHERE s.id = ${scheduleId}`,
  );
  return row?.facts ?? null;
}
