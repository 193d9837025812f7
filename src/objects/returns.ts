import { type Outcome, done, refuse } from "../contract/problems.ts";
import { placeKey } from "../contract/plan/seat-places.ts";
import { offerMs, offerMsMin } from "../contract/sale/waitlist-rules.ts";
import { isSelling } from "../core/waitlist/returns.ts";
import {
  type Match,
  type Waiting,
  countByZone,
  matchReturns,
} from "../core/waitlist/returns-match.ts";
import { ordinaryFree } from "../core/seats/seat-counts.ts";
import { seatCode } from "../contract/live/live.ts";
import { connect } from "../db/connection/connect.ts";
import type { Database } from "../db/connection/database.ts";
import {
  type InLine,
  type Line,
  type NewOffer,
  type OfferEnd,
  type OpenOffer,
  type Returned,
  moveWaitlist,
  waitlistLine,
} from "../db/waitlist/waitlist-line.ts";
import { report } from "./books.ts";
import type { LiveSale } from "./live-sale.ts";
import type { ObjectEnv } from "./env.ts";
import { type Sale, zonesOf } from "./sale.ts";
import type { WaitlistRequest } from "./schedule-calls.ts";

const retryMs = 30_000;
/** The number of waitlist entries to read at once. */
const lineMax = 200;

/**
 * Asks the books for the waitlist of the kept seats, and holds the seats for the first entries that they fit. The books
 * know of an offer before the object does: if the object dies in between, the next pass finds the offer there and makes
 * its hold. Returns true if there is an offer to announce.
 */
export async function handReturns(env: ObjectEnv, live: LiveSale): Promise<boolean> {
  const { state } = live.known();
  if (state.kept.size === 0 || !isSelling(state, Date.now())) return false;
  try {
    const made = await handOnce(connect(env), live);
    live.askWaitlistAt = 0;
    return made > 0;
  } catch (error) {
    report(error);
    live.askWaitlistAt = Date.now() + retryMs;
    return false;
  }
}

/**
 * Returns the number of offers made. Reads the waitlist for the seats that are kept now; seats that come back meanwhile
 * wait for the next time. Reads it to its end, or until no seat is left, in its order.
 */
async function handOnce(db: Database, live: LiveSale): Promise<number> {
  const { awaits } = live;
  const { scheduleId } = live.known();
  let pool = [...live.known().state.kept];
  let after: string | null = null;
  let made = 0;
  for (;;) {
    const returned = returnedIn(live.known(), pool);
    const line = await waitlistLine(db, { scheduleId, returned, after, limit: lineMax });
    const handed = await offerTo(db, live, { line, pool });
    made += handed.made;
    pool = handed.left;
    after = line.waiting.at(-1)?.rank ?? null;
    if (handed.isWorthIt && pool.length > 0 && line.waiting.length === lineMax) continue;
    // Another fan has lined up since the last query: the remaining seats may be theirs.
    if (live.awaits !== awaits) return made;
    const awaited = handed.isWorthIt ? zonesOf(live.known(), line.awaited) : [];
    await live.after({ type: "openKept", seats: pool, awaited }, () => null);
    return made;
  }
}

/** Offers the seats to those in line whom they fit. */
async function offerTo(db: Database, live: LiveSale, asked: { line: Line; pool: number[] }) {
  const { line, pool } = asked;
  await remake(live, line.open);
  const sale = live.known();
  const { scheduleId, state } = sale;
  const now = Date.now();
  const until = Math.min(now + offerMs(sale.startsAtMs - now), state.terms.closesAt);
  const isWorthIt = until - now >= offerMsMin;
  const waiting = isWorthIt ? line.waiting.map((entry) => waitingOf(sale, entry)) : [];
  const matches = matchReturns(state, waiting, now, pool);
  const offers = matches.map((match) => newOffer(sale, match, until));
  const ends = line.open.flatMap((offer) => endOf(sale, offer));
  const isChange = ends.length + offers.length > 0;
  const made = isChange ? await moveWaitlist(db, { scheduleId, ends, offers, now }) : [];
  await makeHolds(db, live, { offers: offers.filter(({ id }) => made.includes(id)), line });
  const offered = new Set(offers.flatMap(({ seats }) => seats));
  return { made: made.length, left: pool.filter((seat) => !offered.has(seat)), isWorthIt };
}

/** Offers that were written but never held, because the object died in between. */
async function remake(live: LiveSale, open: readonly OpenOffer[]): Promise<void> {
  const { state } = live.known();
  for (const { offerId, accountId, seats, expiresAtMs } of open) {
    if (state.holds.has(offerId) || state.ended.has(offerId)) continue;
    const offer = { holdId: offerId, accountId, seats, until: expiresAtMs };
    await live.after({ type: "offer", ...offer }, () => null);
  }
}

/** The end here of a hold that the books think open; nothing while the hold lives. */
function endOf({ state }: Sale, { offerId }: OpenOffer): OfferEnd[] {
  if (state.holds.has(offerId)) return [];
  const reason = state.ended.get(offerId);
  if (reason === undefined) return [{ id: offerId, how: "void" }];
  return [{ id: offerId, how: reason === "asked" ? "declined" : "lapsed" }];
}

async function makeHolds(
  db: Database,
  live: LiveSale,
  { offers, line }: { offers: NewOffer[]; line: Line },
): Promise<void> {
  const { scheduleId } = live.known();
  const ends: OfferEnd[] = [];
  for (const { id, entryId, seats, expiresAtMs } of offers) {
    const accountId = line.waiting.find((entry) => entry.entryId === entryId)?.accountId ?? "";
    const offer = { holdId: id, accountId, seats, until: expiresAtMs };
    const held = await live.after({ type: "offer", ...offer }, () => null);
    // Since the query, the fan has taken other seats.
    if (!held.ok) ends.push({ id, how: "void" });
  }
  if (ends.length > 0) await moveWaitlist(db, { scheduleId, ends, offers: [], now: Date.now() });
}

function newOffer(sale: Sale, { entryId, seats }: Match, expiresAtMs: number): NewOffer {
  const seatKeys = seats.map((seat) => placeKey(sale.places, seat));
  const zoneId = zoneIdOf(sale, seats[0]!);
  return { id: crypto.randomUUID(), entryId, seats, seatKeys, zoneId, expiresAtMs };
}

function waitingOf(sale: Sale, entry: InLine): Waiting {
  const { entryId, accountId, count, together } = entry;
  const zones = zonesOf(sale, { any: entry.zoneIds.length === 0, zoneIds: entry.zoneIds });
  return { entryId, accountId, zones, count, together };
}

const returnedIn = (sale: Sale, seats: readonly number[]): Returned[] =>
  countByZone(sale.state, seats).map(({ seat, count, together }) => {
    return { zoneId: zoneIdOf(sale, seat), count, together };
  });

const zoneIdOf = ({ prices, state }: Sale, seat: number): string =>
  prices[state.layout.zoneOf[seat]!]?.zoneId ?? "";

/**
 * A fan may join the waitlist unless a zone has enough free seats, or the queue still has fans who could take its held
 * seats.
 */
export function mayWait(sale: Sale, { accountId, zoneIds, count }: WaitlistRequest): Outcome<null> {
  const { state } = sale;
  const now = Date.now();
  if (!isSelling(state, now)) return refuse("sale-not-open");
  const bought = state.bought.get(accountId) ?? 0;
  const { seatsPerAccount } = state.terms.limits;
  if (bought + count > seatsPerAccount)
    return refuse("too-many-seats", `${seatsPerAccount} at most, ${bought} bought before`);
  const isLine = state.queue.given > state.queue.called;
  for (const zone of zonesOf(sale, { any: zoneIds.length === 0, zoneIds })) {
    const held = state.counts[zone * 4 + seatCode.held] ?? 0;
    const goesToLine = isLine && !state.awaited.has(zone) && held > 0;
    if (ordinaryFree(state, zone, now) >= count || goesToLine) return refuse("seats-left");
  }
  return done(null);
}
