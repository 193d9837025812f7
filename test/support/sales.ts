import type { CreateSchedule } from "../../src/contract/admin/catalog-changes.ts";
import { SeatPlan } from "../../src/contract/plan/seat-plan.ts";
import { createPlan } from "../../src/db/admin/catalog-changes.ts";
import { rectangle } from "../../dev/seed/plans/shapes.ts";
import { type Books, hall, newConcert, newSchedule, nobody, sha256 } from "./books.ts";

/** The price of one seat of any sale here, fee included. */
export const seatMinor = 11_000;

export type Hall = { concertId: string; planHash: string };

/** A concert in a hall with this many rows of ten seats. */
export async function newHall(books: Pick<Books, "db">, rows: number): Promise<Hall> {
  const { venueId, concertId } = await newConcert(books);
  const part = { id: "A", level: "1", zone: "r" };
  const plan = SeatPlan.parse({
    ...hall,
    name: { ko: concertId, en: concertId },
    zones: hall.zones.slice(0, 1),
    sections: [rectangle(part, { at: [0, 500], rows, seats: 10, pitch: 90 })],
    areas: [],
  });
  const planHash = sha256(JSON.stringify(plan));
  const wanted = { venueId, hash: planHash, plan, seatCount: rows * 10, by: nobody };
  const made = await createPlan(books.db, wanted);
  if (!made.ok) throw new Error(made.code);
  return { concertId, planHash };
}

let dates = 0;

/** One more date of it, on sale to everybody. */
export async function newSale(
  books: Pick<Books, "db">,
  { concertId, planHash }: Hall,
  terms: Partial<CreateSchedule> = {},
): Promise<string> {
  const startsAt = new Date(Date.UTC(2099, 1, 1) + dates++ * 3_600_000).toISOString();
  const zones = [{ id: "r", priceMinor: 10_000, feeMinor: 1_000 }];
  const { scheduleId } = await newSchedule(books, {
    concertId,
    planHash,
    zones,
    startsAt,
    saleClosesAt: "2099-01-31T00:00:00Z",
    shoppersMax: 100_000,
    admitPerMinute: 600_000,
    ...terms,
  });
  return scheduleId;
}

/** A separate sale for a simple test. */
export const newHallSale = async (
  books: Pick<Books, "db">,
  rows: number,
  terms?: Partial<CreateSchedule>,
) => newSale(books, await newHall(books, rows), terms);
