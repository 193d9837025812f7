import { connect, type ConnectSettings } from "../../src/db/connection/connect.ts";
import { countPlaces } from "../../src/contract/plan/seat-places.ts";
import { listConcerts } from "../../src/db/catalog/catalog.ts";
import type { Database } from "../../src/db/connection/database.ts";
import { claimOutbox, endOutbox } from "../../src/db/messages/outbox.ts";
import { keepStocks, stocksToCount } from "../../src/db/catalog/stock.ts";
import { readDevVars } from "../machine/dev-vars.ts";
import { readOptions } from "../machine/options.ts";
import { PlainError, showError, step } from "../machine/progress.ts";
import { addConcert } from "../seed/catalog.ts";
import { seedConcerts } from "../seed/concerts.ts";
import { fillSales, type SeedSale } from "../seed/crowd.ts";
import { addPeople } from "../seed/people.ts";
import { venues } from "../seed/venues.ts";

/** Fills empty books with a realistic catalog, two accounts to sign in with, and a crowd that has bought seats. */
export async function seed(settings: ConnectSettings): Promise<void> {
  const db = connect(settings);
  const now = Date.now();
  const known = await listConcerts(db, { after: null, limit: 1, now });
  if (!known.ok || known.value.items.length > 0) return;
  await addPeople(db);
  const concerts = seedConcerts(now);
  const seedSales = await Promise.all(
    concerts.map((concert) => addConcert(db, concert, venues[concert.venue])),
  );
  await fillSales(db, seedSales.flat());
  await countSales(db, seedSales.flat(), now);
  await beSilent(db);
}

/** Removes the messages to the crowd, whose purchases are made up. */
async function beSilent(db: Database): Promise<void> {
  for (const lane of ["mail", "schedule"] as const)
    for (;;) {
      const rows = await claimOutbox(db, { lane, limit: 1_000 });
      if (rows.length === 0) break;
      await endOutbox(
        db,
        rows.map(({ id }) => ({ id, end: "delivered", failure: null })),
      );
    }
}

/** Does the cron's work of the first minute, so that the lists are right from the start. */
async function countSales(db: Database, seedSales: SeedSale[], now: number): Promise<void> {
  const due = await stocksToCount(db, { now, limit: seedSales.length });
  const stocks = due.flatMap((stock) => {
    const seedSale = seedSales.find(({ scheduleId }) => scheduleId === stock.scheduleId);
    if (!seedSale) return [];
    const seatsTotal = countPlaces(seedSale.plan);
    return { ...stock, seatsTotal, seatsLeft: seatsTotal - stock.seatsSold };
  });
  await keepStocks(db, { stocks, now });
}

if (import.meta.main) {
  const { DATABASE_URL, NEON_LOCAL_PROXY } = readDevVars(readOptions().devVarsFile);
  try {
    // Accounts with known passwords belong on this machine alone: no other database is ever filled.
    if (DATABASE_URL === undefined || NEON_LOCAL_PROXY === undefined) {
      throw new PlainError("There are no services yet. Start them first: npm run services");
    }
    await step("Seeding", () => seed({ DATABASE_URL, NEON_LOCAL_PROXY }));
  } catch (error) {
    process.exitCode = showError(error);
  }
}
