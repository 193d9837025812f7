import { sql } from "drizzle-orm";
import type { ConcertStateChange, StatedConcert } from "../../contract/catalog/concert-states.ts";
import type { Outcome } from "../../contract/problems.ts";
import { universalTime } from "../catalog/universal-time.ts";
import { type Database, outcomeOf } from "../connection/database.ts";
import type { Actor } from "../admin/audit.ts";

type Wanted = {
  concertId: string;
  seen: number;
  by: Actor;
  change: ConcertStateChange;
  now: number;
};

/** Says who finds a concert from now on, unless it was changed since `seen`. */
export function changeConcertState(
  db: Database,
  { concertId, seen, by, change, now }: Wanted,
): Promise<Outcome<StatedConcert & { scheduleIds: string[] }>> {
  return outcomeOf(
    db,
    sql`SELECT change_concert_state(${concertId}, ${by.scope.organizationId}, ${seen}, ${change.state},
      ${change.publishAt}::timestamptz, ${universalTime(now)}::timestamptz, ${by.accountId}, ${by.requestId}) AS outcome`,
  );
}
