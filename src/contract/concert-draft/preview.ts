import type { Identity } from "../admin/organizations.ts";
import type { Schedule } from "../catalog/concerts.ts";
import type { VenueDetails } from "../catalog/venues.ts";
import type { Money } from "../money/money.ts";
import type { ConcertDocument } from "./documents.ts";
import type { ConcertPreview } from "./drafts.ts";
import type { PlanFacts } from "./plan-facts.ts";
import { publicationOf, type PublishedDate, type PublishedPresale } from "./publication.ts";
import { isLimited } from "../sale/limited.ts";
import { isUsual } from "../sale/seating.ts";

export type PreviewAsked = {
  draftId: string;
  document: ConcertDocument;
  venue: VenueDetails | null;
  plan: PlanFacts | null;
  organization: { identity: Identity | null };
  nowMs: number;
};

const nothing = { ko: "", en: "" };
const noPlan: PlanFacts = {
  hash: "0".repeat(64),
  seatCount: 0,
  zones: [],
  accessibleSeats: 0,
  silentSeats: 0,
  isStandingOnly: false,
};

/** A draft as fans will see it, as far as it is finished. */
export function previewOf(asked: PreviewAsked): ConcertPreview {
  const { draftId, document, organization, nowMs } = asked;
  const venue = asked.venue ?? noVenue(draftId);
  const plan = asked.plan ?? noPlan;
  const { concert, terms, dates, presales } = publicationOf(document, {
    timeZone: venue.timeZone,
    plan,
  });
  const {
    currency,
    category,
    slug,
    slugFromTitle,
    cast,
    publishAtMs: _,
    ticketNote: __,
    ...told
  } = concert;
  const money = (amount: number): Money => ({ amount, currency });
  const schedules = dates.map((date, index): Schedule => {
    const { startsAtMs, doorsAtMs, saleOpensAtMs, saleClosesAtMs, zones } = date;
    return {
      id: idOf(index),
      concertId: draftId,
      startsAt: timeOf(startsAtMs),
      doorsAt: doorsAtMs === null ? null : timeOf(doorsAtMs),
      saleOpensAt: timeOf(saleOpensAtMs),
      saleClosesAt: timeOf(saleClosesAtMs),
      sale: saleAt(date, nowMs),
      stock: null,
      planHash: plan.hash,
      seatCount: plan.seatCount,
      seatsPerAccount: terms.seatsPerAccount,
      holdMs: terms.holdMs,
      zones: zones.map(({ priceMinor, feeMinor, ...zone }) => ({
        ...zone,
        price: money(priceMinor),
        fee: money(feeMinor),
      })),
      presales: presalesOf(date, presales, nowMs),
      refundPolicy: terms.refundPolicy,
      ...(isLimited(terms.accountLimits) ? { accountLimits: terms.accountLimits } : {}),
      ...(isUsual(terms.seating) ? {} : { seating: terms.seating }),
      ...(date.castIds ? { castIds: date.castIds } : {}),
      move: null,
      revision: 1,
    };
  });
  const openings = dates.map(({ saleOpensAtMs }) => saleOpensAtMs);
  const totals = dates.flatMap(({ zones }) =>
    zones.map(({ priceMinor, feeMinor }) => priceMinor + feeMinor),
  );
  const isOpen = schedules.some(({ sale }) => sale === "open");
  return {
    concert: {
      ...told,
      id: draftId,
      slug: slug ?? (slugFromTitle === "" ? "preview" : slugFromTitle),
      genre: category === "" ? "concert" : category,
      venue,
      firstStartsAt: schedules[0]?.startsAt ?? null,
      firstOnSaleStartsAt: schedules.find(({ sale }) => sale === "open")?.startsAt ?? null,
      lastStartsAt: schedules.at(-1)?.startsAt ?? null,
      saleOpensAt: openings.length === 0 ? null : timeOf(Math.min(...openings)),
      openings: [],
      sale: isOpen ? "open" : "upcoming",
      stock: null,
      totalFrom: totals.length === 0 ? null : money(Math.min(...totals)),
      ...(cast.length > 0 ? { cast } : {}),
      seller: organization.identity,
      isListed: false,
    },
    schedules,
  };
}

function saleAt({ saleOpensAtMs, saleClosesAtMs }: PublishedDate, nowMs: number) {
  if (nowMs >= saleClosesAtMs) return "closed";
  return nowMs >= saleOpensAtMs ? "open" : "upcoming";
}

function presalesOf(date: PublishedDate, presales: PublishedPresale[], nowMs: number) {
  return presales
    .filter(({ id, closesAtMs }) => date.presaleIds.includes(id) && closesAtMs > nowMs)
    .map(({ name, opensAtMs, closesAtMs }) => ({
      name,
      opensAt: timeOf(opensAtMs),
      closesAt: timeOf(closesAtMs),
    }));
}

const timeOf = (ms: number) => new Date(ms).toISOString();

/** The id of a date that is not there yet: its place in the order. */
const idOf = (index: number) =>
  `00000000-0000-4000-8000-${(index + 1).toString(16).padStart(12, "0")}`;

const noVenue = (id: string): VenueDetails => ({
  id,
  name: nothing,
  city: nothing,
  address: nothing,
  timeZone: "Asia/Seoul",
  transit: null,
  access: null,
  position: null,
  gates: [],
});
