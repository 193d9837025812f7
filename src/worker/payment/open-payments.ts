import { duePayments } from "../../db/money/card-payments.ts";
import type { PaymentRow } from "../../db/money/payment-rows.ts";
import type { Database } from "../../db/connection/database.ts";
import { dueRefunds } from "../../db/money/refunds.ts";
import { topUpById } from "../../db/money/top-ups.ts";
import type { Env } from "../env.ts";
import { resolvePayment } from "./confirm.ts";
import { giveBack } from "./refund-at-gateway.ts";
import { resolveTopUp } from "./top-ups.ts";

/** A Worker may have six connections open at a time. */
const atOnce = 6;
// A batch is done within the half minute for which it is claimed, even while the gateway is slow.
const batchMax = 18;
/** How long one run of the cron spends on each of the two. */
const usualMs = 15_000;

/** Asks the gateway about every payment whose end we do not know. A fan who closed the tab need not come back. */
export async function resolveOpenPayments(env: Env, db: Database, forMs = usualMs): Promise<void> {
  await workThrough(
    () => duePayments(db, { limit: batchMax }),
    (row) => resolveOpen(env, db, row),
    forMs,
  );
}

/** Gives back what is still to be given back. */
export async function payDueRefunds(env: Env, db: Database, forMs = usualMs): Promise<void> {
  await workThrough(
    () => dueRefunds(db, { limit: batchMax }),
    (due) => giveBack(env, db, due),
    forMs,
  );
}

/** Of either purpose: how a payment stands, found out by asking the gateway. */
export async function resolveOpen(env: Env, db: Database, row: PaymentRow): Promise<void> {
  if (row.purpose === "order") return void (await resolvePayment(env, db, row));
  const topUp = await topUpById(db, { paymentId: row.id, accountId: row.accountId });
  if (topUp) await resolveTopUp(db, env, topUp);
}

/** Claims batch after batch until nothing is due or the time is up. */
async function workThrough<T>(
  claim: () => Promise<T[]>,
  act: (item: T) => Promise<void>,
  forMs: number,
): Promise<void> {
  const endsAt = Date.now() + forMs;
  do {
    const items = await claim();
    await inTurns(items, act);
    if (items.length < batchMax) return;
  } while (Date.now() < endsAt);
}

/** A few at a time; an item that is slow or fails keeps none of the others from their turn. */
async function inTurns<T>(items: T[], act: (item: T) => Promise<void>): Promise<void> {
  const left = items.values();
  const work = async () => {
    for (const item of left)
      await act(item).catch((error: unknown) => console.error("payments:", String(error)));
  };
  await Promise.all(Array.from({ length: atOnce }, work));
}
