import { inject } from "vitest";
import type { CreateSchedule } from "../../../src/contract/admin/catalog-changes.ts";
import { newSchedule } from "../books.ts";
import { siteBooks } from "./site-books.ts";

interface OpenSchedule {
  id: string;
  concertId: string;
  planHash: string;
  sale: string;
  zones: { id: string; price: { amount: number }; fee: { amount: number } }[];
}

async function get<T>(path: string): Promise<T> {
  const site: string = inject("siteUrl");
  const answer = await fetch(`${site}/api/v1${path}`);
  if (!answer.ok) throw new Error(`${path}: ${answer.status} ${await answer.text()}`);
  return (await answer.json()) as T;
}

/** The first schedule of a seeded concert that is on sale. Other tests buy there too. */
export async function openScheduleOf(slug: string): Promise<OpenSchedule> {
  const { items } = await get<{ items: OpenSchedule[] }>(`/concerts/${slug}/schedules`);
  const found = items.find(({ sale }) => sale === "open");
  if (!found) throw new Error(`nothing of ${slug} is on sale`);
  return found;
}

/** Opens one more schedule of a seeded concert, for a test that must be alone there or needs other terms. */
export async function ownScheduleOf(
  slug: string,
  terms: Partial<CreateSchedule> = {},
): Promise<string> {
  const { concertId, planHash, zones } = await openScheduleOf(slug);
  // Two schedules of a concert cannot start at the same moment, and other processes open some too.
  const startsAt = Date.UTC(2099, 4, 2) + Math.floor(Math.random() * 500_000) * 60_000;
  const { scheduleId } = await newSchedule(siteBooks(), {
    concertId,
    planHash,
    zones: zones.map(({ id, price, fee }) => ({
      id,
      priceMinor: price.amount,
      feeMinor: fee.amount,
    })),
    startsAt: new Date(startsAt).toISOString(),
    saleClosesAt: "2099-05-01T00:00:00Z",
    ...terms,
  });
  return scheduleId;
}
