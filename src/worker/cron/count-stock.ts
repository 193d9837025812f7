import type { Remaining } from "../../contract/plan/seats.ts";
import type { Database } from "../../db/connection/database.ts";
import {
  type CountedStock,
  keepStocks,
  type StockToCount,
  stocksToCount,
} from "../../db/catalog/stock.ts";
import type { Env } from "../env.ts";

const atOnce = 100;

/** Asks schedules with sales for their stock, so that lists can show it without asking any schedule. */
export async function countStocks(env: Env, db: Database, now = Date.now()): Promise<void> {
  const due = await stocksToCount(db, { now, limit: atOnce });
  const counted = await Promise.all(due.map((stock) => count(env, stock)));
  const stocks = counted.filter((stock) => stock !== null);
  if (stocks.length > 0) await keepStocks(db, { stocks, now });
}

async function count(env: Env, due: StockToCount): Promise<CountedStock | null> {
  try {
    const answer = await env.SCHEDULE.getByName(due.scheduleId).remaining();
    return answer.ok ? { ...due, ...leftOf(answer.value) } : null;
  } catch (error) {
    console.warn("the schedule could not be counted", due.scheduleId, error);
    return null;
  }
}

/** A held seat may come back, so it is not gone yet, unless it would go to the waitlist. */
function leftOf({ zones }: Remaining) {
  const sum = (of: (zone: Remaining["zones"][number]) => number) =>
    zones.reduce((total, zone) => total + of(zone), 0);
  return {
    seatsLeft: sum(({ available, held, isAwaited }) => available + (isAwaited ? 0 : held)),
    seatsTotal: sum(({ total }) => total),
  };
}
