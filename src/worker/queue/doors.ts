import type { Database } from "../../db/connection/database.ts";
import { type PresaleTimes, type QueueDoor, queueDoor } from "../../db/sale/queue-openings.ts";
import { loadOnce } from "../caching/load-once.ts";
import { ProblemError } from "../problem.ts";

type Kept = { door: QueueDoor; freshUntil: number };

/** A rush asks the books once in this time in each isolate, and nobody waits for the answer but the first. */
const freshMs = 5_000;
const keptMax = 1_000;
const kept = new Map<string, Kept>();

/** The door of a schedule's queue. While the books cannot be reached, what was known last still stands. */
export async function doorOf(db: Database, scheduleId: string): Promise<QueueDoor> {
  const known = kept.get(scheduleId);
  const now = Date.now();
  if (known && now < known.freshUntil) return known.door;
  // Those who come while this request asks again still find the old one.
  if (known) known.freshUntil = now + freshMs;
  const find = () => kept.get(scheduleId)?.door ?? null;
  try {
    return await loadOnce(`door ${scheduleId}`, find, async () => {
      const door = await queueDoor(db, scheduleId);
      if (door === null) throw new ProblemError("not-found");
      keep(door, Date.now());
      return door;
    });
  } catch (error) {
    if (known && !(error instanceof ProblemError)) return known.door;
    throw error;
  }
}

function keep(door: QueueDoor, now: number): void {
  kept.delete(door.scheduleId);
  kept.set(door.scheduleId, { door, freshUntil: now + freshMs });
  for (const [oldest] of kept) {
    if (kept.size <= keptMax) break;
    kept.delete(oldest);
  }
}

/** What an admin has changed is asked for anew. */
export function forgetDoor(scheduleId: string): void {
  kept.delete(scheduleId);
}

/** Who may line up now: everybody, those who were verified for one of these presales, or nobody. */
export type OpenTo = { who: "all" } | { who: "presale"; presales: PresaleTimes[] };

export function openTo(door: QueueDoor, now: number): OpenTo {
  const { saleState, saleOpensAtMs, saleClosesAtMs, lobbyMs, presales } = door;
  if (saleState === "closed" || saleState === "cancelled" || now >= saleClosesAtMs)
    throw new ProblemError("sale-not-open");
  if (now >= saleOpensAtMs) return { who: "all" };
  const open = presales.filter(
    ({ opensAtMs, closesAtMs }) => opensAtMs - lobbyMs <= now && now < closesAtMs,
  );
  if (open.length > 0) return { who: "presale", presales: open };
  if (now >= saleOpensAtMs - lobbyMs) return { who: "all" };
  const openings = [saleOpensAtMs, ...presales.map(({ opensAtMs }) => opensAtMs)];
  const lobbies = openings.map((opensAtMs) => opensAtMs - lobbyMs).filter((at) => at > now);
  throw new ProblemError(
    "lobby-not-open",
    `It opens at ${new Date(Math.min(...lobbies)).toISOString()}`,
  );
}

/** The intake where an account lines up: always the same one, so that it has one place. */
export function intakeOf({ scheduleId, intakes }: QueueDoor, accountId: string): string {
  let hash = 0x811c9dc5;
  for (let at = 0; at < accountId.length; at++)
    hash = Math.imul(hash ^ accountId.charCodeAt(at), 0x01000193) >>> 0;
  return `${scheduleId}:${((hash ^ (hash >>> 15)) >>> 0) % intakes}`;
}
