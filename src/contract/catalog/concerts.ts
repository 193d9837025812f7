import { z } from "@hono/zod-openapi";
import { Identity } from "../admin/organizations.ts";
import { Day, Id, PlanHash, Time, ZoneId } from "../ids.ts";
import { DateMove } from "./date-move.ts";
import { BookingFee, LocalText, Money, TicketPrice } from "../money/money.ts";
import { PageQuery } from "../paging.ts";
import { RefundPolicy } from "../money/refunds.ts";
import { CastMember } from "./cast.ts";
import { CategorySlug } from "./categories.ts";
import { Venue, VenueDetails } from "./venues.ts";
import { AccountLimits } from "../sale/account-limits.ts";
import { SeatingRules } from "../sale/seating-rules.ts";

export const SaleState = z
  .enum(["upcoming", "open", "paused", "closed", "cancelled"])
  .meta({ id: "SaleState" });

export const Stock = z.enum(["plenty", "low", "sold-out"]).meta({
  id: "Stock",
  description: "The stock about a minute ago; `low` is a tenth of the seats or less",
});

export const Organizer = z
  .strictObject({ name: LocalText, contact: z.string().max(200) })
  .meta({ id: "Organizer" });

export const Opening = z
  .strictObject({
    opensAt: Time,
    presale: LocalText.nullable().meta({ description: "Its name; null for the sale to everybody" }),
    firstStartsAt: Time.meta({ description: "The first date that opens then" }),
    lastStartsAt: Time,
  })
  .meta({ id: "Opening" });

export const ConcertSummary = z
  .strictObject({
    id: Id,
    slug: z.string(),
    title: LocalText,
    artist: LocalText,
    genre: CategorySlug,
    poster: z.string().meta({ description: "Path of the poster, 3:4" }),
    venue: Venue,
    firstStartsAt: Time.nullable(),
    lastStartsAt: Time.nullable(),
    firstOnSaleStartsAt: Time.nullable().meta({
      description: "The first date that is on sale and not sold out; null if there is none",
    }),
    saleOpensAt: Time.nullable(),
    openings: z
      .array(Opening)
      .meta({ description: "Of sales and presales in the next 30 days, the soonest five" }),
    sale: SaleState,
    stock: Stock.nullable().meta({
      description: "The stock of the dates on sale; null while unknown",
    }),
    totalFrom: Money.nullable().meta({
      description: "The cheapest ticket with its booking fee; null while no date has prices",
    }),
  })
  .meta({ id: "ConcertSummary" });

export const Concert = ConcertSummary.extend({
  venue: VenueDetails,
  description: LocalText,
  notice: LocalText.nullable(),
  organizer: Organizer.nullable(),
  seller: Identity.nullable().meta({
    description: "Who sells the tickets, in law; null if the organization has not said it",
  }),
  isListed: z.boolean().meta({ description: "False for a concert that no list or search shows" }),
  ageLimit: z.int().nullable(),
  runningMinutes: z.int().nullable(),
  cast: z.array(CastMember).optional().meta({ description: "Who plays, in their order" }),
  posterAlt: LocalText.optional().meta({
    description: "What an uploaded poster shows, for those who cannot see it",
  }),
}).meta({ id: "Concert" });

/** The filter of a search. Days are calendar days at the venue, both ends included. */
export const ConcertsQuery = PageQuery.extend({
  q: z.string().trim().max(60).optional().meta({
    description:
      "Part of a title, an artist, a venue or a city; the first letters of Hangul syllables will do",
    example: "ㅍㄹ",
  }),
  genre: CategorySlug.optional().meta({ description: "Only concerts of this category" }),
  city: z
    .string()
    .max(60)
    .optional()
    .meta({ description: "Only concerts in the city with this English name" }),
  from: Day.optional().meta({ description: "Only concerts with a date on this day or later" }),
  to: Day.optional().meta({ description: "Only concerts with a date on this day or earlier" }),
});

/** Price and booking fee of one ticket in a zone; the fan pays the sum. */
export const PriceZone = z
  .strictObject({
    id: ZoneId,
    name: LocalText,
    color: z.int().meta({ description: "Palette slot 1 to 6" }),
    price: TicketPrice,
    fee: BookingFee,
  })
  .meta({ id: "PriceZone" });

export const Schedule = z
  .strictObject({
    id: Id,
    concertId: Id,
    startsAt: Time,
    doorsAt: Time.nullable(),
    saleOpensAt: Time,
    saleClosesAt: Time,
    sale: SaleState,
    stock: Stock.nullable().meta({ description: "Null unless on sale, and while unknown" }),
    planHash: PlanHash,
    seatCount: z.int(),
    seatsPerAccount: z.int(),
    holdMs: z.int(),
    zones: z.array(PriceZone),
    presales: z
      .array(z.strictObject({ name: LocalText, opensAt: Time, closesAt: Time }))
      .meta({ description: "The presales that are not over" }),
    refundPolicy: RefundPolicy,
    accountLimits: AccountLimits.optional().meta({
      description: "If there are limits besides `seatsPerAccount`",
    }),
    seating: SeatingRules.optional().meta({
      description: "If it is not the usual advice, with wheelchair spaces for those who ask",
    }),
    move: DateMove.nullable(),
    revision: z.int().meta({ description: "Grows with every change of the date" }),
    castIds: z
      .array(z.string())
      .optional()
      .meta({ description: "Who of the cast plays on this date, if that is not everybody" }),
  })
  .meta({ id: "Schedule", description: "One date and time of a concert (회차)" });

export type Organizer = z.infer<typeof Organizer>;
export type ConcertSummary = z.infer<typeof ConcertSummary>;
export type Concert = z.infer<typeof Concert>;
export type PriceZone = z.infer<typeof PriceZone>;
export type Schedule = z.infer<typeof Schedule>;
export type Opening = z.infer<typeof Opening>;
export type SaleState = z.infer<typeof SaleState>;
export type Stock = z.infer<typeof Stock>;
