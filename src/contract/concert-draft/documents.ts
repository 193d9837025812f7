import { z } from "@hono/zod-openapi";
import { CastMember } from "../catalog/cast.ts";
import { Organizer } from "../catalog/concerts.ts";
import { PosterPath } from "../images/poster-path.ts";
import { Id, PlanHash, Time, ZoneId } from "../ids.ts";
import { AutomaticDiscount, PriceType } from "../money/discounts.ts";
import { Currency, LocalText } from "../money/money.ts";
import { krStandard } from "../money/refund-rules.ts";
import { RefundPolicy } from "../money/refunds.ts";
import { draftLimits } from "./draft-limits.ts";
import { AccountLimits } from "../sale/account-limits.ts";
import { noLimits } from "../sale/limited.ts";
import { SeatingRules } from "../sale/seating-rules.ts";
import { usualSeating } from "../sale/seating.ts";

/** A name within a document, such as `basic` or `preview-1`. Dates have longer ones, made from their first start. */
const key = z
  .string()
  .regex(/^[a-z0-9]+(-[a-z0-9]+)*$/)
  .max(40);
const dateKey = z.string().regex(/^[A-Za-z0-9:-]{1,40}$/);
const minor = z.int().min(0).max(100_000_000);
const minutes = z.int().min(0).max(10_080);
const line = z.string().max(200);

/** A moment, kept in the one form that answers have. */
const moment = Time.overwrite((time) => {
  const ms = Date.parse(time);
  return Number.isNaN(ms) ? time : new Date(ms).toISOString();
});

const isLocalTime = (text: string): boolean => {
  const ms = Date.parse(`${text}:00Z`);
  return !Number.isNaN(ms) && new Date(ms).toISOString().startsWith(text);
};

export const LocalTime = z
  .string()
  .regex(/^(19|2\d)\d\d-\d\d-\d\dT\d\d:\d\d$/)
  .refine(isLocalTime, "must be a day and a time that exist")
  .meta({ description: "A day and a time on the venue's clock", example: "2027-09-03T19:30" });

export const DraftDate = z
  .strictObject({
    key: dateKey.meta({ description: "Stays the same when the date is moved" }),
    ruleStart: LocalTime.nullable().meta({
      description: "The start by the rule; null for a date that was added by hand",
    }),
    start: LocalTime,
    priceListId: key.nullable().meta({ description: "Null for the first price list" }),
    phaseId: key.nullable().meta({ description: "Null for the opening of the whole sale" }),
    castIds: z
      .array(key)
      .max(draftLimits.cast)
      .nullable()
      .meta({ description: "Who plays on this date; null for the whole cast" }),
    isSold: z.boolean().meta({ description: "False for a date that is not sold here" }),
    note: line.meta({ description: "For the organizer only, such as why it is not sold" }),
  })
  .meta({ id: "DraftDate" });

export const DraftDates = z
  .strictObject({
    rule: z.string().max(1_000).meta({ description: "The rule, as the organizer wrote it" }),
    rows: z.array(DraftDate).max(draftLimits.dates),
    removed: z
      .array(LocalTime)
      .max(draftLimits.dates)
      .meta({ description: "Starts by the rule that the organizer removed" }),
  })
  .meta({ id: "DraftDates" });

export const PriceList = z
  .strictObject({
    id: key,
    name: LocalText,
    zones: z
      .array(z.strictObject({ id: ZoneId, priceMinor: minor.nullable(), feeMinor: minor }))
      .max(draftLimits.zones),
  })
  .meta({ id: "PriceList", description: "The prices of all zones for some of the dates" });

export const SalePhase = z
  .strictObject({ id: key, name: LocalText, opensAt: moment.nullable() })
  .meta({ id: "SalePhase", description: "An opening of its own for some of the dates" });

export const DraftSale = z
  .strictObject({
    opensAt: moment.nullable(),
    closesMinutes: minutes.meta({ description: "So long before the start" }),
    doorsMinutes: minutes.nullable().meta({ description: "So long before the start" }),
    phases: z.array(SalePhase).max(draftLimits.phases),
  })
  .meta({ id: "DraftSale" });

const code = z
  .string()
  .max(100)
  .overwrite((text) => text.toUpperCase().replaceAll(/[\s-]/g, ""))
  .min(4)
  .max(64);

export const DraftPresale = z
  .strictObject({
    id: key,
    name: LocalText,
    opensAt: moment.nullable(),
    closesAt: moment.nullable(),
    seatsMax: z.int().min(1).max(1_000_000).nullable(),
    phaseIds: z
      .array(key)
      .max(draftLimits.phases)
      .nullable()
      .meta({ description: "Only for the dates of these phases; null for all dates" }),
    codes: z
      .array(z.strictObject({ code, usesMax: z.int().min(1).max(1_000_000) }))
      .max(draftLimits.codes),
    emails: z
      .array(
        z
          .string()
          .max(254)
          .overwrite((text) => text.trim().toLowerCase()),
      )
      .max(draftLimits.emails),
  })
  .meta({ id: "DraftPresale" });

export const DraftQueue = z
  .strictObject({
    order: z.enum(["fifo", "lottery"]),
    lobbyMinutes: z.int().min(0).max(1_440),
    shoppersMax: z.int().min(1).max(100_000),
    admitPerMinute: z.int().min(1).max(600_000),
    intakes: z.int().min(1).max(256),
    expectedFans: z
      .int()
      .min(0)
      .max(10_000_000)
      .nullable()
      .meta({ description: "How many fans are expected at the opening" }),
  })
  .meta({ id: "DraftQueue" });

const differ = (names: readonly string[]) => new Set(names).size === names.length;
const ids = (items: readonly { id: string }[]) => items.map(({ id }) => id);

/**
 * Everything about a concert before it is on sale. A draft is unfinished, so most parts may be empty, and names may lead
 * nowhere: `readinessOf` says what is missing. The schema refuses only what no draft can be.
 */
export const ConcertDocument = z
  .strictObject({
    slug: key.max(80).nullable(),
    title: LocalText,
    artist: LocalText,
    category: key.nullable(),
    ageLimit: z.int().min(0).max(19).nullable(),
    runningMinutes: z.int().min(1).max(1_000).nullable(),
    currency: Currency,
    venueId: Id.nullable(),
    planHash: PlanHash.nullable(),
    dates: DraftDates,
    priceLists: z
      .array(PriceList)
      .min(1)
      .max(draftLimits.priceLists)
      .refine((lists) => differ(ids(lists)), "two price lists have one id"),
    priceTypes: z
      .array(PriceType)
      .max(20)
      .refine((types) => differ(ids(types)), "two price types have one id"),
    automatic: z
      .array(AutomaticDiscount)
      .max(20)
      .refine((all) => differ(ids(all)), "two discounts have one id"),
    sale: DraftSale,
    presales: z
      .array(DraftPresale)
      .max(draftLimits.presales)
      .refine((presales) => differ(ids(presales)), "two presales have one id"),
    seatsPerAccount: z.int().min(1).max(20),
    accountLimits: AccountLimits,
    seating: SeatingRules,
    refundPolicy: RefundPolicy,
    queue: DraftQueue,
    holdMinutes: z.int().min(1).max(30),
    depositMinutes: z.int().min(0).max(4_320),
    description: LocalText,
    notice: LocalText,
    ticketNote: LocalText.meta({
      description: "What buyers read in the mails with their tickets",
    }),
    cast: z
      .array(CastMember)
      .max(draftLimits.cast)
      .refine((cast) => differ(ids(cast)), "two of the cast have one id"),
    organizer: Organizer.nullable(),
    poster: PosterPath.nullable(),
    posterAlt: LocalText,
    publishAt: moment
      .nullable()
      .meta({ description: "When the concert's page appears; null for at once" }),
  })
  .refine(({ dates }) => differ(dates.rows.map((row) => row.key)), {
    path: ["dates", "rows"],
    error: "two dates have one key",
  })
  .refine(({ sale }) => differ(ids(sale.phases)), {
    path: ["sale", "phases"],
    error: "two phases have one id",
  })
  .meta({ id: "ConcertDocument" });

export type ConcertDocument = z.infer<typeof ConcertDocument>;
export type DraftDate = z.infer<typeof DraftDate>;
export type PriceList = z.infer<typeof PriceList>;
export type SalePhase = z.infer<typeof SalePhase>;
export type DraftPresale = z.infer<typeof DraftPresale>;

const empty = () => ({ ko: "", en: "" });

/** A new draft, with what most sales choose. */
export const emptyDocument = (): ConcertDocument => ({
  slug: null,
  title: empty(),
  artist: empty(),
  category: null,
  ageLimit: null,
  runningMinutes: null,
  currency: "KRW",
  venueId: null,
  planHash: null,
  dates: { rule: "", rows: [], removed: [] },
  priceLists: [{ id: "basic", name: { ko: "기본", en: "Standard" }, zones: [] }],
  priceTypes: [],
  automatic: [],
  sale: { opensAt: null, closesMinutes: 60, doorsMinutes: 30, phases: [] },
  presales: [],
  seatsPerAccount: 4,
  accountLimits: noLimits,
  seating: usualSeating,
  refundPolicy: structuredClone(krStandard),
  queue: {
    order: "fifo",
    lobbyMinutes: 30,
    shoppersMax: 2_000,
    admitPerMinute: 12_000,
    intakes: 1,
    expectedFans: null,
  },
  holdMinutes: 5,
  depositMinutes: 30,
  description: empty(),
  notice: empty(),
  ticketNote: empty(),
  cast: [],
  organizer: null,
  poster: null,
  posterAlt: empty(),
  publishAt: null,
});
