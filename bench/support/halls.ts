import { operatorScope } from "../../src/contract/admin/organizations.ts";
import { createHash, randomUUID } from "node:crypto";
import { createVenue } from "../../src/db/setup/venues.ts";
import type { CreateSchedule } from "../../src/contract/admin/catalog-changes.ts";
import type { SeatPlan } from "../../src/contract/plan/seat-plan.ts";
import { createConcert, createPlan, createSchedule } from "../../src/db/admin/catalog-changes.ts";
import type { Lab } from "./lab.ts";

export const nobody = { accountId: null, requestId: null, scope: operatorScope };
export const both = (text: string) => ({ ko: text, en: text });

const rowsPerSection = 100;
const seatsPerRow = 100;
/** The seats in a section of `planOf`. */
export const seatsPerSection = rowsPerSection * seatsPerRow;

/** The price of two seats of any plan here, fees included. */
export const pairMinor = 2 * (100_000 + 2_000);

export interface Hall {
  concertId: string;
  planHash: string;
  seatCount: number;
}

/** A concert in a hall with so many sections of 10,000 seats. */
export async function openHall({ db }: Lab, sections: number): Promise<Hall> {
  const venueId = randomUUID();
  const concertId = randomUUID();
  const plan = planOf(sections);
  const hash = createHash("sha256").update(JSON.stringify(plan)).digest("hex");
  const seatCount = sections * seatsPerSection;
  const name = both("올림픽 홀 Olympic Hall");
  const venue = { name, city: name, address: name, timeZone: "Asia/Seoul" };
  await createVenue(db, { id: venueId, by: nobody, venue });
  await createPlan(db, { venueId, hash, plan, seatCount, by: nobody });
  const concert = {
    slug: `bench-${concertId}`,
    venueId,
    title: both("어느 멋진 밤 One Fine Night"),
    artist: both("하늘 Haneul"),
    description: both("두 시간의 음악과 이야기. ".repeat(20)),
    genre: "concert",
    poster: "/posters/night.svg",
    ageLimit: null,
    runningMinutes: 120,
    currency: "KRW",
  } as const;
  await createConcert(db, { id: concertId, by: nobody, concert });
  return { concertId, planHash: hash, seatCount };
}

let dates = 0;

/** One more date of the concert, on sale to everybody at once. */
export async function openSale(
  { db }: Lab,
  { concertId, planHash }: Hall,
  terms: Partial<CreateSchedule> = {},
): Promise<string> {
  const id = randomUUID();
  const day = new Date(Date.UTC(2099, 0, 1) + dates++ * 3_600_000).toISOString();
  const made = await createSchedule(db, {
    id,
    by: nobody,
    schedule: {
      concertId,
      planHash,
      startsAt: day,
      doorsAt: null,
      saleOpensAt: "2026-01-01T00:00:00Z",
      saleClosesAt: "2099-01-01T00:00:00Z",
      zones: [{ id: "r", priceMinor: 100_000, feeMinor: 2_000 }],
      seatsPerAccount: 4,
      holdMs: 1_800_000,
      shoppersMax: 100_000,
      admitPerMinute: 600_000,
      lobbyMs: 1_800_000,
      queueOrder: "fifo",
      intakes: 1,
      ...terms,
    },
  });
  if (!made.ok) throw new Error(`there is no sale: ${made.code} ${made.detail ?? ""}`);
  return id;
}

function planOf(sections: number): SeatPlan {
  return {
    format: "seatplan/1",
    name: both("올림픽 홀"),
    bounds: [0, 0, 60_000, 60_000],
    focus: [30_000, 0],
    levels: [{ id: "1", name: both("1층") }],
    zones: [{ id: "r", name: both("R석"), color: 1 }],
    stage: [],
    areas: [],
    sections: Array.from({ length: sections }, (_, index) => ({
      id: `S${index + 1}`,
      label: both(`S${index + 1}`),
      level: "1",
      zone: "r",
      outline: [
        [0, 0],
        [1_000, 0],
        [1_000, 1_000],
      ],
      flags: [],
      blocks: [
        {
          rows: rowsPerSection,
          seats: seatsPerRow,
          rowNumbers: { scheme: "1", start: 1, skip: [] },
          seatNumbers: { start: 1, step: 1, direction: "ltr" },
          geometry: {
            type: "line",
            from: [0, index * 6_000],
            to: [6_000, index * 6_000],
            pitch: [0, 55],
          },
          aisles: [25, 75],
          zoneRows: [],
        },
      ],
    })),
  };
}
