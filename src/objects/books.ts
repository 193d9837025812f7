import { type Outcome, done, refuse } from "../contract/problems.ts";
import type { Command } from "../core/messages.ts";
import { connect } from "../db/connection/connect.ts";
import { BooksError, BooksUnreachable } from "../db/connection/database.ts";
import { standingOfHold, voidHold } from "../db/money/purchase.ts";
import { type ScheduleSetup, scheduleSetup } from "../db/sale/setup.ts";
import type { ObjectEnv } from "./env.ts";

/** The books' record of a schedule: plan, prices, terms, and the sold seats. */
export async function readSetup(
  env: ObjectEnv,
  scheduleId: string,
): Promise<Outcome<ScheduleSetup>> {
  try {
    const setup = await scheduleSetup(connect(env), scheduleId);
    return setup ? done(setup) : refuse("not-found");
  } catch (error) {
    if (!(error instanceof BooksError || error instanceof BooksUnreachable)) throw error;
    report(error);
    return refuse("unavailable");
  }
}

/** A hold whose payment's time is up; `choosing` is its order if the fan still has time to choose again. */
export type Due = { holdId: string; scheduleId: string; choosing: string | null };

/**
 * Only the books know if the money moved. If they give no answer, that is a fact too, and the object asks again later.
 */
export async function askSettlement(env: ObjectEnv, due: Due): Promise<Command> {
  const { holdId, choosing: orderId } = due;
  try {
    const db = connect(env);
    const stands = orderId === null ? null : await standingOfHold(db, { holdId, orderId });
    if (stands === "open") return { type: "postpone", holdId };
    if (stands === "unpaid" && orderId !== null) return { type: "payRefused", holdId, orderId };
    const end = typeof stands === "object" && stands ? stands : await voidHold(db, due);
    return end.orderId === null ? { type: "void", holdId } : { type: "sell", holdId, ...end };
  } catch (error) {
    report(error);
    return { type: "postpone", holdId };
  }
}

/** Without its cause, which may carry personal data. */
export function report(error: unknown): void {
  console.error(error instanceof Error ? `${error.name}: ${error.message}` : error);
}
