import type { CastMember } from "../catalog/cast.ts";
import type { Organizer } from "../catalog/concerts.ts";
import type { Currency, LocalText } from "../money/money.ts";
import type { DiscountTerms } from "../money/price.ts";
import type { RefundPolicy } from "../money/refund-rules.ts";
import type { ConcertDocument, DraftPresale } from "./documents.ts";
import type { PlanFacts } from "./plan-facts.ts";
import type { AccountLimits } from "../sale/account-limits.ts";
import type { SeatingRules } from "../sale/seating-rules.ts";
import { type SoldDate, soldDates } from "./sold-dates.ts";

/** What a document becomes: the rows of a concert, its dates, their prices and their presales. */
export type Publication = {
  concert: {
    /** The address that the organizer chose; null if the title gives it. */
    slug: string | null;
    slugFromTitle: string;
    title: LocalText;
    artist: LocalText;
    description: LocalText;
    notice: LocalText | null;
    organizer: Organizer | null;
    cast: CastMember[];
    ticketNote: LocalText | null;
    category: string;
    poster: string;
    ageLimit: number | null;
    runningMinutes: number | null;
    currency: Currency;
    publishAtMs: number | null;
  };
  /** What all dates have alike. */
  terms: {
    planHash: string;
    seatsPerAccount: number;
    holdMs: number;
    shoppersMax: number;
    admitPerMinute: number;
    lobbyMs: number;
    queueOrder: "fifo" | "lottery";
    intakes: number;
    discounts: DiscountTerms;
    accountLimits: AccountLimits;
    seating: SeatingRules;
    refundPolicy: RefundPolicy;
    depositMinutes: number;
  };
  dates: PublishedDate[];
  presales: PublishedPresale[];
};

export type PublishedDate = {
  startsAtMs: number;
  doorsAtMs: number | null;
  saleOpensAtMs: number;
  saleClosesAtMs: number;
  zones: { id: string; name: LocalText; color: number; priceMinor: number; feeMinor: number }[];
  presaleIds: string[];
  /** Null for the whole cast. */
  castIds: string[] | null;
};

export type PublishedPresale = {
  id: string;
  name: LocalText;
  opensAtMs: number;
  closesAtMs: number;
  seatsMax: number | null;
  codes: { code: string; usesMax: number }[];
  emails: string[];
};

const minuteMs = 60_000;
/** The picture of a concert that has none. */
export const noPoster = "/posters/none.svg";

/**
 * The rows of a document. What an unfinished one lacks is left out, so that it can be previewed; a finished one lacks
 * nothing.
 */
export function publicationOf(
  document: ConcertDocument,
  { timeZone, plan }: { timeZone: string; plan: PlanFacts },
): Publication {
  const { title, notice, ticketNote, organizer, queue, publishAt } = document;
  return {
    concert: {
      slug: document.slug,
      slugFromTitle: slugOf(title.en),
      title: inBoth(title),
      artist: inBoth(document.artist),
      description: inBoth(document.description),
      notice: isSaid(notice) ? inBoth(notice) : null,
      organizer: organizer && { ...organizer, name: inBoth(organizer.name) },
      cast: document.cast.map(({ id, role, name, photo }) => ({
        id,
        role: inBoth(role),
        name: inBoth(name),
        ...(photo && { photo: { ...photo, alt: inBoth(photo.alt) } }),
      })),
      ticketNote: isSaid(ticketNote) ? inBoth(ticketNote) : null,
      category: document.category ?? "",
      poster: document.poster === null || document.poster === "" ? noPoster : document.poster,
      ageLimit: document.ageLimit,
      runningMinutes: document.runningMinutes,
      currency: document.currency,
      publishAtMs: publishAt === null ? null : Date.parse(publishAt),
    },
    terms: {
      planHash: plan.hash,
      seatsPerAccount: document.seatsPerAccount,
      holdMs: document.holdMinutes * minuteMs,
      shoppersMax: queue.shoppersMax,
      admitPerMinute: queue.admitPerMinute,
      lobbyMs: queue.lobbyMinutes * minuteMs,
      queueOrder: queue.order,
      intakes: queue.intakes,
      discounts: discountsOf(document),
      accountLimits: document.accountLimits,
      seating: document.seating,
      refundPolicy: document.refundPolicy,
      depositMinutes: document.depositMinutes,
    },
    dates: soldDates(document, timeZone)
      .map((sold) => dateOf(sold, plan))
      .toSorted((a, b) => a.startsAtMs - b.startsAtMs),
    presales: document.presales.flatMap(presaleOf),
  };
}

function dateOf(sold: SoldDate, plan: PlanFacts): PublishedDate {
  const { startsAtMs, doorsAtMs, saleOpensAtMs, saleClosesAtMs, priceList, presales } = sold;
  return {
    startsAtMs,
    doorsAtMs,
    saleOpensAtMs: saleOpensAtMs ?? saleClosesAtMs,
    saleClosesAtMs,
    zones: plan.zones.flatMap(({ id, name, color }) => {
      const priced = priceList?.zones.find((zone) => zone.id === id);
      if (!priced || priced.priceMinor === null) return [];
      return [{ id, name, color, priceMinor: priced.priceMinor, feeMinor: priced.feeMinor }];
    }),
    presaleIds: presales.map(({ id }) => id),
    castIds: sold.date.castIds,
  };
}

function presaleOf(presale: DraftPresale): PublishedPresale[] {
  const { id, name, opensAt, closesAt, seatsMax, codes, emails } = presale;
  if (opensAt === null || closesAt === null) return [];
  const [opensAtMs, closesAtMs] = [Date.parse(opensAt), Date.parse(closesAt)];
  const listed = [...new Set(emails)];
  return [{ id, name: inBoth(name), opensAtMs, closesAtMs, seatsMax, codes, emails: listed }];
}

function discountsOf({ priceTypes, automatic }: ConcertDocument): DiscountTerms {
  return {
    priceTypes: priceTypes.map((type) => ({
      ...type,
      name: inBoth(type.name),
      note: type.note && isSaid(type.note) ? inBoth(type.note) : null,
    })),
    automatic: automatic.map((discount) => ({ ...discount, name: inBoth(discount.name) })),
  };
}

const isSaid = ({ ko, en }: LocalText) => ko.trim() !== "" || en.trim() !== "";

/** A text that only one language has is shown in that language to everybody. */
export const inBoth = ({ ko, en }: LocalText): LocalText => ({
  ko: ko.trim() === "" ? en : ko,
  en: en.trim() === "" ? ko : en,
});

/** An address from an English title; empty if it has no letter or digit of the Latin script. */
export const slugOf = (title: string): string =>
  title
    .normalize("NFKD")
    .replaceAll(/\p{M}/gu, "")
    .toLowerCase()
    .replaceAll(/['’]/g, "")
    .replaceAll(/[^a-z0-9]+/g, "-")
    .slice(0, 60)
    .replaceAll(/^-+|-+$/g, "");
