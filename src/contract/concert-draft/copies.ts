import { localMinute } from "../catalog/calendar.ts";
import type { AdminConcert, AdminDate } from "../admin/changes/concert-changes.ts";
import { posterPath } from "../images/addresses.ts";
import { draftLimits } from "./draft-limits.ts";
import {
  type ConcertDocument,
  type DraftDate,
  type DraftPresale,
  emptyDocument,
  type PriceList,
  type SalePhase,
} from "./documents.ts";

const dayMs = 86_400_000;
const minuteMs = 60_000;

/**
 * A document to begin another draft with: without its address and without the codes and lists of its presales, which
 * were for the first one. Its dates and all other times move by so many days, or are left out.
 */
export function copyOf(document: ConcertDocument, shiftDays: number | null): ConcertDocument {
  const { dates, sale } = document;
  const moment = (time: string | null) =>
    time === null || shiftDays === null
      ? null
      : new Date(Date.parse(time) + shiftDays * dayMs).toISOString();
  const ms = (at: number | null) =>
    at === null || shiftDays === null ? null : Math.max(0, at + shiftDays * dayMs);
  return {
    ...document,
    slug: null,
    publishAt: null,
    dates:
      shiftDays === null
        ? emptyDocument().dates
        : {
            rule: "",
            rows: dates.rows.map((row) => ({
              ...row,
              ruleStart: null,
              start: shifted(row.start, shiftDays),
            })),
            removed: [],
          },
    sale: {
      ...sale,
      opensAt: moment(sale.opensAt),
      phases: sale.phases.map((phase) => ({ ...phase, opensAt: moment(phase.opensAt) })),
    },
    presales: document.presales.map((presale) => ({
      ...presale,
      opensAt: moment(presale.opensAt),
      closesAt: moment(presale.closesAt),
      codes: [],
      emails: [],
    })),
    automatic: document.automatic.map((discount) => ({
      ...discount,
      fromMs: ms(discount.fromMs),
      untilMs: ms(discount.untilMs),
    })),
  };
}

const shifted = (start: string, days: number) =>
  new Date(Date.parse(`${start}Z`) + days * dayMs).toISOString().slice(0, 16);

export type CopiedDate = Omit<AdminDate, "held" | "waiting" | "isPlanTaken">;
export type CopiedConcert = Omit<AdminConcert, "dates"> & { dates: CopiedDate[] };

/** The document that a concert could have been made of. What its dates have alike is taken from the first. */
export function documentOf(concert: CopiedConcert): ConcertDocument {
  const { dates, venue } = concert;
  const empty = emptyDocument();
  const [first] = dates;
  const told: ConcertDocument = {
    ...empty,
    title: concert.title,
    artist: concert.artist,
    category: concert.genre,
    ageLimit: concert.ageLimit,
    runningMinutes: concert.runningMinutes,
    currency: concert.currency,
    venueId: venue.id,
    description: concert.description,
    notice: concert.notice ?? empty.notice,
    ticketNote: concert.ticketNote ?? empty.ticketNote,
    cast: concert.cast ?? [],
    organizer: concert.organizer,
    // An earlier concert may have a poster that a draft cannot.
    poster: posterPath.test(concert.poster) ? concert.poster : null,
  };
  if (!first) return told;
  const before = (at: string | null, most = 10_080) =>
    Math.min(
      most,
      Math.max(0, Math.round((Date.parse(first.startsAt) - Date.parse(at ?? "")) / minuteMs)),
    );
  const lists = priceListsOf(dates);
  const phases = phasesOf(dates);
  return {
    ...told,
    planHash: first.planHash,
    dates: {
      rule: "",
      rows: dates.slice(0, draftLimits.dates).map((date): DraftDate => {
        const start = localTime(date.startsAt, venue.timeZone);
        return {
          key: date.id,
          ruleStart: null,
          start,
          priceListId: lists.idOf(date),
          phaseId: phases.idOf(date),
          castIds: date.castIds ?? null,
          isSold: true,
          note: "",
        };
      }),
      removed: [],
    },
    priceLists: lists.all,
    priceTypes: first.discounts.priceTypes,
    automatic: first.discounts.automatic,
    sale: {
      opensAt: first.saleOpensAt,
      closesMinutes: before(first.saleClosesAt),
      doorsMinutes: first.doorsAt === null ? null : before(first.doorsAt),
      phases: phases.all,
    },
    presales: presalesOf(dates),
    seatsPerAccount: first.seatsPerAccount,
    accountLimits: first.accountLimits,
    seating: first.seating,
    refundPolicy: first.refundPolicy,
    queue: {
      ...empty.queue,
      order: first.queueOrder,
      lobbyMinutes: Math.min(1_440, Math.round(first.lobbyMs / minuteMs)),
      shoppersMax: first.shoppersMax,
      admitPerMinute: first.admitPerMinute,
      intakes: first.intakes,
    },
    holdMinutes: Math.min(30, Math.max(1, Math.round(first.holdMs / minuteMs))),
    depositMinutes: first.depositMinutes,
  };
}

const localTime = (time: string, timeZone: string): string =>
  new Date(localMinute(Date.parse(time), timeZone) * minuteMs).toISOString().slice(0, 16);

/** One price list for each set of prices, in the order of the dates; further ones than a draft can have are left out. */
function priceListsOf(dates: readonly CopiedDate[]) {
  const keyOf = ({ zones }: CopiedDate) =>
    JSON.stringify(zones.map(({ id, price, fee }) => [id, price.amount, fee.amount]));
  const { firsts, indexOf } = distinct(dates, keyOf);
  const all = firsts.slice(0, draftLimits.priceLists).map(({ zones }, index): PriceList => {
    const number = index + 1;
    return {
      id: index === 0 ? "basic" : `list-${number}`,
      name:
        index === 0
          ? { ko: "기본", en: "Standard" }
          : { ko: `가격표 ${number}`, en: `Price list ${number}` },
      zones: zones.map(({ id, price, fee }) => ({
        id,
        priceMinor: price.amount,
        feeMinor: fee.amount,
      })),
    };
  });
  return { all, idOf: (date: CopiedDate) => (all[indexOf(date)] ?? all[0])?.id ?? null };
}

/** The dates that open with the first have no phase; one phase for each further opening. */
function phasesOf(dates: readonly CopiedDate[]) {
  const { firsts, indexOf } = distinct(dates, ({ saleOpensAt }) => saleOpensAt);
  const all = firsts.slice(1, draftLimits.phases + 1).map(({ saleOpensAt }, index): SalePhase => {
    const number = index + 2;
    const name = { ko: `${number}차`, en: `Phase ${number}` };
    return { id: `phase-${number}`, name, opensAt: saleOpensAt };
  });
  return { all, idOf: (date: CopiedDate) => all[indexOf(date) - 1]?.id ?? null };
}

function presalesOf(dates: readonly CopiedDate[]): DraftPresale[] {
  const all = dates.flatMap(({ presales }) => presales);
  const { firsts } = distinct(all, ({ name, opensAt, closesAt }) =>
    JSON.stringify([name, opensAt, closesAt]),
  );
  return firsts
    .slice(0, draftLimits.presales)
    .map(({ name, opensAt, closesAt, seatsMax }, index) => ({
      id: `presale-${index + 1}`,
      name,
      opensAt,
      closesAt,
      seatsMax,
      phaseIds: null,
      codes: [],
      emails: [],
    }));
}

/** The first of each kind, and which kind each is. */
function distinct<T>(items: readonly T[], keyOf: (item: T) => string) {
  const keys = [...new Set(items.map(keyOf))];
  const firsts = keys.flatMap((key) => items.find((item) => keyOf(item) === key) ?? []);
  return { firsts, indexOf: (item: T) => keys.indexOf(keyOf(item)) };
}
