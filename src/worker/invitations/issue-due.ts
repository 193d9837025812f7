import type { Database } from "../../db/connection/database.ts";
import { type DueGuest, dueGuests, markFault } from "../../db/stock/invitations.ts";
import type { Env } from "../env.ts";
import { issue } from "./issue.ts";

const readAtOnce = 200;
const issuedAtOnce = 8;

/**
 * Issues tickets of approved guests whom nobody has come to yet, some at a time, until there are none or the time is up;
 * the cron goes on. One guest's trouble is no other's.
 */
export async function issueDue(
  env: Env,
  db: Database,
  { requestId = null, forMs }: { requestId?: string | null; forMs: number },
): Promise<void> {
  const endsAt = Date.now() + forMs;
  while (Date.now() < endsAt) {
    const due = await dueGuests(db, { requestId, limit: readAtOnce });
    if (due.length === 0) return;
    for (let at = 0; at < due.length && Date.now() < endsAt; at += issuedAtOnce)
      await Promise.all(due.slice(at, at + issuedAtOnce).map((guest) => issueOne(env, db, guest)));
  }
}

async function issueOne(env: Env, db: Database, guest: DueGuest): Promise<void> {
  const { scheduleId, accountId, organizationId } = guest;
  const by = { accountId, requestId: null, scope: { organizationId, concertIds: null } };
  const issued = await issue({ env, db, by, scheduleId }, guest);
  if (!issued.ok) await markFault(db, { guestId: guest.id, fault: issued.code });
}
