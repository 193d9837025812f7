import type { Invitations } from "../../contract/admin/stock/invitations.ts";
import type { Outcome } from "../../contract/problems.ts";
import type { Actor } from "../../db/admin/audit.ts";
import type { Database } from "../../db/connection/database.ts";
import { newOrderNumber } from "../../db/money/order-number.ts";
import { issueInvitation, markFault } from "../../db/stock/invitations.ts";
import { quietly } from "../buying/telling.ts";
import type { Env } from "../env.ts";

type Issuing = { env: Env; db: Database; by: Actor; scheduleId: string };
type Guest = Pick<Invitations["guests"][number], "id" | "seats" | "zoneId" | "count">;

/** Makes the tickets of all guests who have none yet. One guest's trouble is no other's. */
export async function issueAll(issuing: Omit<Issuing, "scheduleId">, asked: Invitations) {
  const { scheduleId } = asked;
  for (const guest of asked.guests) {
    if (guest.orderId !== null) continue;
    const issued = await issue({ ...issuing, scheduleId }, guest);
    if (!issued.ok) await markFault(issuing.db, { guestId: guest.id, fault: issued.code });
  }
}

/**
 * As any sale: the schedule holds the seats and waits for the books, which decide, and then it hears of it. If the Worker
 * dies in between, the schedule's alarm asks the books.
 */
export async function issue(
  { env, db, by, scheduleId }: Issuing,
  { id: guestId, seats, zoneId, count }: Guest,
): Promise<Outcome<null>> {
  const schedule = env.SCHEDULE.getByName(scheduleId);
  const [holdId, orderId] = [crypto.randomUUID(), crypto.randomUUID()];
  const of = { holdId, accountId: holdId };
  const choice =
    seats === null ? { zoneId: zoneId ?? "", count, together: false } : { seats, accessible: true };
  const held = await schedule.hold({ ...of, tag: guestId, choice, channels: ["staff"] });
  if (!held.ok) return held;
  const payable = await schedule.pay({ ...of, orderId });
  if (!payable.ok) return payable;
  const { currency } = payable.value;
  const places = payable.value.seats.map(({ seat, key, zoneId: zone }) => {
    return { seat, key, zoneId: zone };
  });
  const sale = { orderId, holdId, number: newOrderNumber(), currency, seats: places };
  const issued = await issueInvitation(db, { guestId, sale, by });
  if (issued.ok) {
    const sold = { ...of, orderId, seats: places.map(({ seat }) => seat) };
    await quietly(schedule.sell(sold));
    return issued;
  }
  await quietly(schedule.payRefused({ holdId, orderId }));
  await quietly(schedule.release(of));
  return issued;
}
