import type { PriceZone } from "../../contract/catalog/concerts.ts";
import type { Order } from "../../contract/money/orders.ts";
import { concertById } from "../../db/catalog/catalog.ts";
import type { Database } from "../../db/connection/database.ts";
import { scheduleById } from "../../db/catalog/schedules.ts";
import { IsolateCache } from "../caching/isolate-cache.ts";

/** An order's facts about the show. */
export type ShowFacts = Pick<Order, "concert" | "venue" | "startsAt" | "doorsAt"> & {
  zones: PriceZone[];
  isMoved: boolean;
};

const known = new IsolateCache<ShowFacts>({ freshMs: 15_000, countMax: 500 });

/** The facts of a show, cached because they rarely change, so that a purchase is one trip to the books. */
export const showFacts = (db: Database, scheduleId: string): Promise<ShowFacts | null> =>
  known.load(scheduleId, () => load(db, scheduleId));

/** After the organizer has changed them, here at least at once. */
export const forgetShowFacts = (scheduleId: string): void => known.forget(scheduleId);

async function load(db: Database, scheduleId: string): Promise<ShowFacts | null> {
  const now = Date.now();
  const schedule = await scheduleById(db, { scheduleId, now });
  const concert = schedule && (await concertById(db, { concert: schedule.concertId, now }));
  if (!schedule || !concert) return null;
  const { id, title, poster, venue } = concert;
  return {
    concert: { id, title, poster },
    venue: { name: venue.name, address: venue.address, timeZone: venue.timeZone },
    startsAt: schedule.startsAt,
    doorsAt: schedule.doorsAt,
    zones: schedule.zones,
    isMoved: schedule.move !== null,
  };
}
