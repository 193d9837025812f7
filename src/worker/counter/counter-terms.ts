import type { Database } from "../../db/connection/database.ts";
import { type KnownFacts, knownFacts } from "../../db/counter/counter-facts.ts";
import { IsolateCache } from "../caching/isolate-cache.ts";

const known = new IsolateCache<KnownFacts>({ freshMs: 5_000, countMax: 200 });

/**
 * The terms of a date at the counter, cached because they rarely change and a sale makes one trip to the books. A
 * change reaches every counter within seconds.
 */
export const counterTerms = (db: Database, scheduleId: string): Promise<KnownFacts | null> =>
  known.load(scheduleId, () => knownFacts(db, scheduleId));
