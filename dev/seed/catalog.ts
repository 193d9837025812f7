import { operatorScope } from "../../src/contract/admin/organizations.ts";
import { randomUUID } from "node:crypto";
import { countPlaces } from "../../src/contract/plan/seat-places.ts";
import { SeatPlan } from "../../src/contract/plan/seat-plan.ts";
import { createVenue } from "../../src/db/setup/venues.ts";
import { createConcert, createPlan, createSchedule } from "../../src/db/admin/catalog-changes.ts";
import type { Database } from "../../src/db/connection/database.ts";
import { canonicalJson } from "../../src/worker/encoding/digest.ts";
import type { SeedConcert, SeedDate } from "./concerts.ts";
import type { SeedSale } from "./crowd.ts";
import { sha256 } from "./people.ts";
import type { SeedVenue } from "./venues.ts";

const by = { accountId: null, requestId: null, scope: operatorScope };
const openSale = {
  seatsPerAccount: 4,
  holdMs: 300_000,
  shoppersMax: 2_000,
  admitPerMinute: 12_000,
  lobbyMs: 1_800_000,
  queueOrder: "fifo" as const,
  intakes: 1,
};

/** Writes a concert into the books with its venue, plan and dates; gives the dates that the crowd buys from. */
export async function addConcert(
  db: Database,
  concert: SeedConcert,
  { venue, plan: drawn }: SeedVenue,
): Promise<SeedSale[]> {
  const plan = SeatPlan.parse(drawn);
  const hash = sha256(canonicalJson(plan));
  const venueId = randomUUID();
  await createVenue(db, { id: venueId, by, venue });
  must(await createPlan(db, { venueId, hash, plan, seatCount: countPlaces(plan), by }));
  const concertId = randomUUID();
  const about = { ...concert.about, venueId, currency: "KRW" as const };
  must(await createConcert(db, { id: concertId, by, concert: about }));
  const { prices, fee } = concert;
  const seedSales: SeedSale[] = [];
  for (const date of concert.dates) {
    const scheduleId = randomUUID();
    const schedule = { ...openSale, concertId, planHash: hash, ...termsOf(concert, date) };
    must(await createSchedule(db, { id: scheduleId, by, schedule }));
    seedSales.push({ scheduleId, plan, prices, fee, sold: date.sold ?? 0 });
  }
  return seedSales;
}

function termsOf({ prices, fee }: SeedConcert, date: SeedDate) {
  const time = (epochMs: number) => new Date(epochMs).toISOString();
  return {
    startsAt: time(date.startsAt),
    doorsAt: time(date.startsAt - 3_600_000),
    saleOpensAt: time(date.saleOpensAt),
    saleClosesAt: time(date.saleClosesAt),
    zones: Object.entries(prices).map(([id, priceMinor]) => ({ id, priceMinor, feeMinor: fee })),
  };
}

function must(outcome: { ok: true } | { ok: false; code: string; detail?: string }): void {
  if (!outcome.ok) throw new Error(`the seed was refused: ${outcome.code} ${outcome.detail ?? ""}`);
}
