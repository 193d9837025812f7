import type { Outcome } from "../../../../contract/problems.ts";
import { type Database } from "../../../../db/connection/database.ts";
import { datesOnSale } from "../../../../db/people/standing.ts";
import type { Env } from "../../../env.ts";

const datesMax = 500;
const atOnce = 10;

/**
 * Ends the holds and the places of an account in all sales that are open. The account cannot pay any more, so a hold that
 * is missed here ends by its own clock. Gives the number of sales that did not answer.
 */
export async function leaveEverySale(env: Env, db: Database, accountId: string): Promise<number> {
  const dates = await datesOnSale(db, datesMax);
  let unreached = 0;
  const leaveNext = async (): Promise<void> => {
    for (let id = dates.pop(); id !== undefined; id = dates.pop()) {
      try {
        await leave(env, id, accountId);
      } catch (error) {
        console.error("suspension: a sale did not answer", id, String(error));
        unreached++;
      }
    }
  };
  await Promise.all(Array.from({ length: atOnce }, leaveNext));
  return unreached;
}

async function leave(env: Env, scheduleId: string, accountId: string): Promise<void> {
  const schedule = env.SCHEDULE.getByName(scheduleId);
  const holds = answered(await schedule.holdsOf(accountId));
  for (const { id } of holds) await schedule.release({ holdId: id, accountId });
  answered(await schedule.leave({ accountId, number: null }));
}

function answered<T>(outcome: Outcome<T>): T {
  if (!outcome.ok) throw new Error(outcome.code);
  return outcome.value;
}
