import { z } from "@hono/zod-openapi";
import { CastMember } from "../../catalog/cast.ts";
import { ConcertState } from "../../catalog/concert-states.ts";
import { Organizer, PriceZone } from "../../catalog/concerts.ts";
import { CategorySlug } from "../../catalog/categories.ts";
import { PosterPath } from "../../images/poster-path.ts";
import { Id, Time, ZoneId } from "../../ids.ts";
import { AccountLimits } from "../../sale/account-limits.ts";
import { SeatingRules } from "../../sale/seating-rules.ts";
import { DiscountTerms } from "../../money/discounts.ts";
import { Currency, LocalText } from "../../money/money.ts";
import { RefundPolicy, TermsChange } from "../../money/refunds.ts";
import { AdminSaleState } from "../sales.ts";

const minor = z.int().min(0).max(100_000_000);

const texts = {
  title: LocalText,
  artist: LocalText.meta({ description: "The artist or the cast" }),
  description: LocalText,
  notice: LocalText.nullable(),
  organizer: Organizer.nullable(),
  genre: CategorySlug,
  poster: PosterPath,
  ageLimit: z.int().min(0).max(19).nullable(),
  runningMinutes: z.int().min(1).max(1_000).nullable(),
};

/** What of a concert can change while it is on sale; what is left out stays. */
export const ConcertChange = z
  .strictObject(texts)
  .partial()
  .meta({ id: "ConcertChange", description: "What is left out stays as it is" });

const queueOrder = z.enum(["fifo", "lottery"]);
const queue = {
  shoppersMax: z.int().min(1).max(100_000).meta({ description: "Fans who choose at once" }),
  admitPerMinute: z.int().min(1).max(600_000),
  lobbyMs: z
    .int()
    .min(0)
    .max(86_400_000)
    .meta({ description: "For how long before the opening fans may line up" }),
  queueOrder,
  intakes: z.int().min(1).max(256),
};
const limits = {
  seatsPerAccount: z.int().min(1).max(20),
  holdMs: z.int().min(1_000).max(1_800_000),
};

/** What of a date can change while it is on sale, except for its start, which is moved. */
export const DateChange = z
  .strictObject({
    doorsAt: Time.nullable(),
    saleOpensAt: Time,
    saleClosesAt: Time,
    ...limits,
    ...queue,
    prices: z
      .array(z.strictObject({ id: ZoneId, priceMinor: minor, feeMinor: minor }))
      .min(1)
      .max(24)
      .meta({ description: "Of the zones that change; sold and held seats keep their prices" }),
    discounts: DiscountTerms,
    seating: SeatingRules,
    accountLimits: AccountLimits,
    refundPolicy: RefundPolicy.meta({
      description: "Earlier orders keep the rules that they were booked under, or get the better",
    }),
    depositMinutes: TermsChange.shape.depositMinutes.unwrap(),
  })
  .partial()
  .meta({ id: "DateChange", description: "What is left out stays as it is" });

const revision = z.int().meta({ description: "To be sent as `If-Match` with a change" });
const live = (description: string) =>
  z
    .int()
    .nullable()
    .meta({ description: `${description}; null if the sale's object did not answer` });

export const AdminPresale = z
  .strictObject({
    id: Id,
    name: LocalText,
    opensAt: Time,
    closesAt: Time,
    seatsMax: z.int().nullable(),
    isPaused: z.boolean(),
    codes: z.int().meta({ description: "The number of its codes" }),
    emails: z.int().meta({ description: "The number of addresses on its list" }),
    verified: z.int().meta({ description: "The accounts that were verified for it" }),
  })
  .meta({ id: "AdminPresale" });

/** A date with all that can change of it, and whom a change would concern. */
export const AdminDate = z
  .strictObject({
    id: Id,
    revision,
    startsAt: Time,
    doorsAt: Time.nullable(),
    sale: AdminSaleState,
    saleOpensAt: Time,
    saleClosesAt: Time,
    seatCount: z.int(),
    sold: z.int(),
    holders: z.int().meta({ description: "The accounts with tickets" }),
    waitlisted: z.int().meta({ description: "The entries on the waitlist" }),
    held: live("The seats' holds, those being paid included"),
    waiting: live("The fans in line"),
    zones: z.array(PriceZone),
    ...limits,
    ...queue,
    discounts: DiscountTerms,
    seating: SeatingRules,
    accountLimits: AccountLimits,
    refundPolicy: RefundPolicy,
    depositMinutes: z.int(),
    planHash: z.string(),
    isPlanTaken: z.boolean().nullable().meta({
      description:
        "False while the sale still goes by an earlier plan, because a sold or held seat is another in this one; null if the sale's object did not answer",
    }),
    castIds: z.array(z.string()).nullable().optional(),
    presales: z.array(AdminPresale),
  })
  .meta({ id: "AdminDate" });

/** A concert as its organization sees it, published or not. */
export const AdminConcert = z
  .strictObject({
    id: Id,
    revision,
    slug: z.string(),
    ...texts,
    currency: Currency,
    state: ConcertState,
    publishAt: Time.nullable(),
    venue: z.strictObject({ id: Id, name: LocalText, timeZone: z.string() }),
    cast: z.array(CastMember).optional(),
    ticketNote: LocalText.nullable().optional(),
    dates: z.array(AdminDate),
  })
  .meta({ id: "AdminConcert" });

export type ConcertChange = z.infer<typeof ConcertChange>;
export type DateChange = z.infer<typeof DateChange>;
export type AdminPresale = z.infer<typeof AdminPresale>;
export type AdminDate = z.infer<typeof AdminDate>;
export type AdminConcert = z.infer<typeof AdminConcert>;
