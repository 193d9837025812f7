import { randomUUID } from "node:crypto";
import { claimPushes, forgetDevices, subscribe, unsubscribe } from "../../src/db/people/push.ts";
import { dueSaleReminders } from "../../src/db/messages/sale-reminders.ts";
import { isBeingPaid, knownHolds } from "../../src/db/sale/known-holds.ts";
import { joinWaitlist, leaveWaitlist, waitlistOf } from "../../src/db/waitlist/waitlist.ts";
import { freshWaitlists, moveWaitlist, waitlistLine } from "../../src/db/waitlist/waitlist-line.ts";
import type { Asker, Questions } from "./money/money-questions.ts";

const id = () => randomUUID();
const now = Date.now();

/** The books' queries about the waitlist and about devices. */
export function waitingQuestions({ db, accountId }: Omit<Asker, "scheduleId">): Questions {
  const of = { scheduleId: id(), accountId: id() };
  const device = { id: id(), endpoint: "-", p256dh: "-", auth: "-", userAgent: null };
  return {
    joinWaitlist: () => joinWaitlist(db, { ...of, zoneIds: [], count: 1, together: true, now }),
    leaveWaitlist: () => leaveWaitlist(db, of),
    waitlistOf: () => waitlistOf(db, { ...of, now }),
    knownHolds: () => knownHolds(db, of),
    isBeingPaid: () => isBeingPaid(db, { holdId: id() }),
    waitlistLine: () => waitlistLine(db, { ...of, returned: [], after: null, limit: 1 }),
    moveWaitlist: () => moveWaitlist(db, { ...of, ends: [], offers: [], now }),
    freshWaitlists: () => freshWaitlists(db, { sinceMs: now, limit: 1 }),
    dueSaleReminders: () => dueSaleReminders(db, { now, limit: 1 }),
    claimPushes: () => claimPushes(db, { limit: 1 }),
    forgetDevices: () => forgetDevices(db, [id()]),
    subscribe: () => subscribe(db, { ...device, accountId }),
    unsubscribe: () => unsubscribe(db, { id: device.id, accountId }),
  };
}
