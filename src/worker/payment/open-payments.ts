import { duePayments } from "../../db/money/card-payments.ts";
import type { PaymentRow } from "../../db/money/payment-rows.ts";
import type { Database } from "../../db/connection/database.ts";
import { dueRefunds } from "../../db/money/refunds.ts";
import { topUpById } from "../../db/money/top-ups.ts";
import type { Env } from "../env.ts";
import { resolvePayment } from "./confirm.ts";
import { giveBack } from "./refund-at-gateway.ts";
import { resolveTopUp } from "./top-ups.ts";

const atOnce = 6;
const perRun = 120;

/** Asks the company about every payment whose end we do not know. A fan who closed the tab need not come back. */
export async function resolveOpenPayments(env: Env, db: Database): Promise<void> {
  await inTurns(await duePayments(db, { limit: perRun }), (row) => resolveOpen(env, db, row));
}

/** Gives back what is still to be given back. */
export async function payDueRefunds(env: Env, db: Database): Promise<void> {
  await inTurns(await dueRefunds(db, { limit: perRun }), (due) => giveBack(env, db, due));
}

/** Of either purpose: how a payment stands, found out by asking the company. */
export async function resolveOpen(env: Env, db: Database, row: PaymentRow): Promise<void> {
  if (row.purpose === "order") return void (await resolvePayment(env, db, row));
  const topUp = await topUpById(db, { paymentId: row.id, accountId: row.accountId });
  if (topUp) await resolveTopUp(db, env, topUp);
}

/** A few at a time, and one that fails takes none of the others with it. */
async function inTurns<T>(items: T[], act: (item: T) => Promise<void>): Promise<void> {
  for (let at = 0; at < items.length; at += atOnce) {
    const ended = await Promise.allSettled(items.slice(at, at + atOnce).map(act));
    for (const end of ended)
      if (end.status === "rejected") console.error("payments:", String(end.reason));
  }
}
