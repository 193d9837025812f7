import { randomUUID } from "node:crypto";
import { expandPlan, placeKey, type Places } from "../../src/contract/plan/seat-places.ts";
import type { SeatPlan } from "../../src/contract/plan/seat-plan.ts";
import type { Database } from "../../src/db/connection/database.ts";
import { purchase } from "../../src/db/money/purchase.ts";
import { addAccount, sha256, topUp } from "./people.ts";

/** A date of which the crowd has bought some seats. */
export type SeedSale = {
  scheduleId: string;
  plan: SeatPlan;
  prices: Record<string, number>;
  fee: number;
  sold: number;
};

const groupSize = 4;
const atOnce = 16;

/** Buys seats as fans do: each with an account, money in the wallet, and an order of four seats at most. */
export async function fillSales(db: Database, seedSales: SeedSale[]): Promise<void> {
  const sales = seedSales.map((seedSale) => ({ seedSale, groups: groupsOf(seedSale) }));
  const crowd = Math.max(...sales.map(({ groups }) => groups.length));
  await eachOf(
    Array.from({ length: crowd }, (_, index) => index),
    async (index) => {
      const purchases = sales.flatMap(({ seedSale, groups }) => {
        const group = groups[index];
        return group ? [purchaseOf(seedSale, group)] : [];
      });
      const prices = purchases.flatMap(({ seats }) => seats.map((s) => s.priceMinor + s.feeMinor));
      const accountId = await addAccount(db, {
        email: `crowd-${index + 1}@frontrow.test`,
        name: `관객 ${index + 1}`,
        // No password has this hash, so the crowd's accounts cannot be used to sign in.
        passwordHash: "-",
      });
      await topUp(
        db,
        accountId,
        prices.reduce((sum, price) => sum + price, 0),
      );
      for (const each of purchases) {
        const bought = await purchase(db, { ...each, accountId });
        if (!bought.ok) throw new Error(`the crowd could not buy: ${bought.code}`);
      }
    },
  );
}

function purchaseOf({ scheduleId, plan, prices, fee }: SeedSale, { places, seats }: Group) {
  return {
    orderId: randomUUID(),
    key: randomUUID(),
    requestHash: sha256(seats.join()),
    scheduleId,
    holdId: randomUUID(),
    currency: "KRW" as const,
    seats: seats.map((seat) => {
      const zoneId = plan.zones[places.zone[seat] ?? -1]?.id ?? "";
      const key = placeKey(places, seat);
      return { seat, key, zoneId, priceMinor: prices[zoneId] ?? 0, feeMinor: fee };
    }),
  };
}

type Group = { places: Places; seats: number[] };

// Neighbors in one row. A date that is partly sold has its sold seats scattered.
function groupsOf({ plan, sold }: SeedSale): Group[] {
  const places = expandPlan(plan);
  const all = places.rows.flatMap((row, index) => {
    const end = places.rows[index + 1]?.firstOrdinal ?? places.count;
    return Array.from({ length: Math.floor((end - row.firstOrdinal) / groupSize) }, (_, group) => {
      const first = row.firstOrdinal + group * groupSize;
      return { places, seats: Array.from({ length: groupSize }, (_, seat) => first + seat) };
    });
  });
  const wanted = Math.floor((places.count * sold) / groupSize);
  const shuffled = all.map((group, index) => ({ group, at: sha256(`${index}`) }));
  shuffled.sort((a, b) => (a.at < b.at ? -1 : 1));
  return shuffled.slice(0, wanted).map(({ group }) => group);
}

async function eachOf<T>(items: T[], work: (item: T) => Promise<void>): Promise<void> {
  const left = [...items];
  const worker = async () => {
    for (let item = left.shift(); item !== undefined; item = left.shift()) await work(item);
  };
  await Promise.all(Array.from({ length: atOnce }, worker));
}
