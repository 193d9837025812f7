import { expect } from "vitest";
import { decodeSnapshot } from "../../../src/contract/live/live.ts";
import { purchase } from "../../../src/db/money/purchase.ts";
import { settleTopUp, startTopUp } from "../../../src/db/money/top-ups.ts";
import { books, letIn, newFan, newSchedule, scheduleObject } from "./objects.ts";

export const uuid = () => crypto.randomUUID();
export const refusal = (code: string): unknown => expect.objectContaining({ ok: false, code });

export async function statuses(scheduleId: string): Promise<number[]> {
  const snapshot = await scheduleObject(scheduleId).snapshot();
  if (!snapshot.ok) throw new Error(snapshot.code);
  return [...(decodeSnapshot(new Uint8Array(snapshot.value.bytes))?.statuses ?? [])];
}

/** A sale with one fan inside, and the calls that fan makes. */
export async function sale(change: Parameters<typeof newSchedule>[0] = {}) {
  const scheduleId = await newSchedule(change);
  const accountId = await newFan();
  await letIn(scheduleId, accountId);
  const schedule = scheduleObject(scheduleId);
  const holdId = uuid();
  const hold = (seats: number[], id = holdId) =>
    schedule.hold({ holdId: id, accountId, tag: seats.join(), choice: { seats } });
  const of = { holdId, accountId };
  return { scheduleId, accountId, schedule, holdId, hold, of };
}

export async function giveMoney(accountId: string, amountMinor: number): Promise<void> {
  const paymentId = uuid();
  const requestHash = "ab".repeat(32);
  await startTopUp(books(), {
    paymentId,
    accountId,
    amountMinor,
    provider: "test",
    key: uuid(),
    requestHash,
  });
  const settled = {
    paymentId,
    accountId,
    providerKey: paymentId,
    approvedMinor: amountMinor,
    record: {},
  };
  await settleTopUp(books(), { ...settled, status: "paid" });
}

/** Does the Worker's work between `pay` and `sell`. */
export async function buyInBooks({
  scheduleId,
  accountId,
  holdId,
  orderId,
  seats,
}: {
  scheduleId: string;
  accountId: string;
  holdId: string;
  orderId: string;
  seats: Parameters<typeof purchase>[1]["seats"];
}) {
  const request = { key: uuid(), requestHash: "cd".repeat(32) };
  return purchase(books(), {
    orderId,
    accountId,
    scheduleId,
    holdId,
    currency: "KRW",
    seats,
    ...request,
  });
}
