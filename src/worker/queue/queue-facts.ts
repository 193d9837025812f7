import type { Database } from "../../db/connection/database.ts";
import { type PresaleTimes, type QueueFacts, queueFacts } from "../../db/sale/queue-openings.ts";
import { IsolateCache } from "../caching/isolate-cache.ts";
import { ProblemError } from "../problem.ts";

/** A rush asks the books once in this time in each isolate, and only the first request waits for the answer. */
const freshMs = 5_000;
const kept = new IsolateCache<QueueFacts>({ freshMs, staleMs: 2 * freshMs, countMax: 1_000 });

/** The opening times of a schedule's queue. While the books are unreachable, the last known times hold. */
export async function queueFactsOf(db: Database, scheduleId: string): Promise<QueueFacts> {
  try {
    const facts = await kept.load(scheduleId, () => queueFacts(db, scheduleId));
    return shown(facts);
  } catch (error) {
    const last = error instanceof ProblemError ? null : kept.last(scheduleId);
    if (last === null) throw error;
    kept.prolong(scheduleId);
    return shown(last);
  }
}

/** Nobody lines up for a concert that does not show yet. */
function shown(facts: QueueFacts | null): QueueFacts {
  if (facts === null || Date.now() < (facts.visibleFromMs ?? 0))
    throw new ProblemError("not-found");
  return facts;
}

/** Forgets the times after an admin's change. */
export const forgetQueueFacts = (scheduleId: string): void => kept.forget(scheduleId);

/** Who can join now: everybody, accounts verified for one of these presales, or nobody. */
export type OpenTo = { who: "all" } | { who: "presale"; presales: PresaleTimes[] };

export function openTo(facts: QueueFacts, now: number): OpenTo {
  const { saleState, saleOpensAtMs, saleClosesAtMs, lobbyMs, presales } = facts;
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

/** The intake of an account: always the same one, so that the account has one place. */
export function intakeOf({ scheduleId, intakes }: QueueFacts, accountId: string): string {
  let hash = 0x811c9dc5;
  for (let at = 0; at < accountId.length; at++)
    hash = Math.imul(hash ^ accountId.charCodeAt(at), 0x01000193) >>> 0;
  return `${scheduleId}:${((hash ^ (hash >>> 15)) >>> 0) % intakes}`;
}
