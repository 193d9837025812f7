import { operatorScope } from "../../../src/contract/admin/organizations.ts";
import { evictDurableObject, runInDurableObject } from "cloudflare:test";
import { env } from "cloudflare:workers";
import { fullConsent } from "../../../src/contract/people/consent.ts";
import { createVenue } from "../../../src/db/setup/venues.ts";
import type { CreateSchedule } from "../../../src/contract/admin/catalog-changes.ts";
import { countPlaces } from "../../../src/contract/plan/seat-places.ts";
import { simulationPlan } from "../../../src/core/simulation/simulated-sale.ts";
import { signUp } from "../../../src/db/people/accounts.ts";
import {
  createConcert,
  createPlan,
  createSchedule,
} from "../../../src/db/admin/catalog-changes.ts";
import { connect } from "../../../src/db/connection/connect.ts";
import type { Intake } from "../../../src/objects/intake.ts";
import type { Feed } from "../../../src/objects/live-map/feed.ts";
import type { Schedule } from "../../../src/objects/schedule.ts";
import type { Env } from "../../../src/worker/env.ts";

/** The Worker's bindings, with access to the insides of objects. */
export type TestEnv = Omit<Env, "SCHEDULE" | "INTAKE" | "FEED"> & {
  SCHEDULE: DurableObjectNamespace<Schedule>;
  INTAKE: DurableObjectNamespace<Intake>;
  FEED: DurableObjectNamespace<Feed>;
};
/** The base of the tests inside workerd: a sale in the real books, and fans inside. */
export const objectEnv = env as unknown as TestEnv;
export const books = () => connect(objectEnv);

const by = { accountId: null, requestId: null, scope: operatorScope };
const text = { ko: "시험", en: "Test" };

export async function newSchedule(change: Partial<CreateSchedule> = {}): Promise<string> {
  const [venueId, concertId, scheduleId] = [1, 2, 3].map(() => crypto.randomUUID()) as [
    string,
    string,
    string,
  ];
  const hash = [venueId, concertId].join("").replaceAll("-", "");
  const db = books();
  const venue = { name: text, city: text, address: text, timeZone: "Asia/Seoul" };
  await createVenue(db, { id: venueId, by, venue });
  const plan = { ...simulationPlan, name: { ko: venueId, en: venueId } };
  await createPlan(db, { venueId, hash, plan, seatCount: countPlaces(plan), by });
  const concert = {
    slug: concertId,
    venueId,
    title: text,
    artist: text,
    description: text,
    genre: "concert" as const,
    poster: "/posters/p.svg",
    ageLimit: null,
    runningMinutes: null,
    currency: "KRW" as const,
  };
  await createConcert(db, { id: concertId, by, concert });
  const day = 86_400_000;
  const time = (ms: number) => new Date(Date.now() + ms).toISOString();
  const schedule: CreateSchedule = {
    concertId,
    planHash: hash,
    startsAt: time(30 * day),
    doorsAt: null,
    saleOpensAt: time(-day),
    saleClosesAt: time(29 * day),
    zones: [
      { id: "a", priceMinor: 100_000, feeMinor: 2_000 },
      { id: "b", priceMinor: 50_000, feeMinor: 1_000 },
    ],
    seatsPerAccount: 4,
    holdMs: 300_000,
    shoppersMax: 100,
    admitPerMinute: 60_000,
    lobbyMs: 1_800_000,
    queueOrder: "fifo",
    intakes: 1,
    ...change,
  };
  const created = await createSchedule(db, { id: scheduleId, by, schedule });
  if (!created.ok) throw new Error(created.code);
  return scheduleId;
}

export async function newFan(): Promise<string> {
  const id = crypto.randomUUID();
  const session = {
    sessionId: crypto.randomUUID(),
    tokenHash: (id + id).replaceAll("-", ""),
    expiresAt: Date.now() + 1e6,
    userAgent: null,
  };
  await signUp(books(), {
    id,
    email: `${id}@test.kr`,
    name: "Fan",
    locale: "ko",
    passwordHash: "x",
    consent: fullConsent,
    session,
  });
  return id;
}

export const scheduleObject = (scheduleId: string) => objectEnv.SCHEDULE.getByName(scheduleId);

/** Gets a place for each fan and admits them. */
export async function letIn(scheduleId: string, ...fans: string[]): Promise<void> {
  for (const accountId of fans) await letOneIn(scheduleId, accountId, false);
}

export async function letOneIn(
  scheduleId: string,
  accountId: string,
  moreTime: boolean,
): Promise<void> {
  const schedule = scheduleObject(scheduleId);
  const intake = objectEnv.INTAKE.getByName(`${scheduleId}:0`);
  const place = await intake.join({ accountId, spent: null, device: "d", presale: null });
  if (!place.ok) throw new Error(place.code);
  const { number } = place.value;
  const entry = await schedule.enter({ accountId, number, presale: null, moreTime });
  if (!entry.ok || entry.value.state !== "admitted")
    throw new Error(`not let in: ${JSON.stringify(entry)}`);
}

/** Throws memory away, so that the next request reads the rows. */
export const evict = (scheduleId: string) => evictDurableObject(scheduleObject(scheduleId));

export const alarmOf = (scheduleId: string): Promise<number | null> =>
  runInDurableObject(scheduleObject(scheduleId), (_, { storage }) => storage.getAlarm());
