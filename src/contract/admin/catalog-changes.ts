import { z } from "@hono/zod-openapi";
import { Organizer } from "../catalog/concerts.ts";
import { CategorySlug } from "../catalog/categories.ts";
import { PosterPath } from "../images/poster-path.ts";
import { Id, PlanHash, Time, ZoneId } from "../ids.ts";
import { Currency, LocalText } from "../money/money.ts";
import { SeatPlan } from "../plan/seat-plan.ts";

const slug = z
  .string()
  .regex(/^[a-z0-9]+(-[a-z0-9]+)*$/)
  .max(80);
const minor = z.int().min(0).max(100_000_000);

export const CreatePlan = z
  .strictObject({ venueId: Id, plan: SeatPlan })
  .meta({ id: "CreatePlan", description: "A new plan of a venue, or a new revision of it" });
export const CreatedPlan = z
  .strictObject({ hash: PlanHash, revision: z.int(), seatCount: z.int() })
  .meta({ id: "CreatedPlan" });

export const CreateConcert = z
  .strictObject({
    slug,
    venueId: Id,
    title: LocalText,
    artist: LocalText,
    description: LocalText,
    notice: LocalText.nullable().optional(),
    organizer: Organizer.nullable().optional(),
    genre: CategorySlug,
    poster: PosterPath,
    ageLimit: z.int().min(0).max(19).nullable().default(null),
    runningMinutes: z.int().min(1).max(1_000).nullable().default(null),
    currency: Currency.default("KRW"),
  })
  .meta({ id: "CreateConcert" });

export const CreateSchedule = z
  .strictObject({
    concertId: Id,
    planHash: PlanHash,
    startsAt: Time,
    doorsAt: Time.nullable().default(null),
    saleOpensAt: Time,
    saleClosesAt: Time,
    zones: z
      .array(z.strictObject({ id: ZoneId, priceMinor: minor, feeMinor: minor.default(0) }))
      .min(1)
      .max(24),
    seatsPerAccount: z.int().min(1).max(20).default(4),
    holdMs: z.int().min(1_000).max(1_800_000).default(300_000),
    shoppersMax: z.int().min(1).max(100_000).default(2_000),
    admitPerMinute: z.int().min(1).max(600_000).default(12_000),
    lobbyMs: z.int().min(0).max(86_400_000).default(1_800_000),
    queueOrder: z.enum(["fifo", "lottery"]).default("fifo"),
    intakes: z.int().min(1).max(256).default(1),
    likeScheduleId: Id.optional().meta({
      description:
        "A date of the same concert, whose account limits, seating, discounts, refund rules and deposit time it gets",
    }),
  })
  .meta({ id: "CreateSchedule" });

export const SaleChange = z
  .strictObject({
    action: z.enum(["open", "pause", "resume", "drain", "close"]),
    shoppersMax: z.int().min(1).max(100_000).optional(),
    admitPerMinute: z.int().min(1).max(600_000).optional(),
    notice: LocalText.nullable().optional().meta({ description: "Shown to all waiting fans" }),
  })
  .meta({
    id: "SaleChange",
    description:
      "`open` opens the sale now if it was to open later; `drain` lets nobody in any more",
  });

const code = z
  .string()
  .transform((text) => text.toUpperCase().replaceAll(/[\s-]/g, ""))
  .pipe(z.string().min(4).max(64));

export const CreatePresale = z
  .strictObject({
    name: LocalText,
    opensAt: Time,
    closesAt: Time,
    seatsMax: z.int().min(1).max(1_000_000).nullable().default(null),
    codes: z
      .array(z.strictObject({ code, usesMax: z.int().min(1).max(1_000_000).default(1) }))
      .max(20_000)
      .default([])
      .meta({ description: "Each opens the presale for `usesMax` accounts" }),
    emails: z
      .array(z.string().trim().toLowerCase().max(254))
      .max(20_000)
      .default([])
      .meta({ description: "Accounts with these addresses need no code" }),
  })
  .meta({ id: "CreatePresale" });

/** What can change of a presale; what is left out stays. */
export const PresaleChange = z
  .strictObject({
    name: LocalText,
    opensAt: Time,
    closesAt: Time,
    seatsMax: z.int().min(1).max(1_000_000).nullable(),
    addCodes: CreatePresale.shape.codes.unwrap(),
    removeCodes: z.array(code).max(20_000).meta({
      description: "Accounts that were verified by them stay verified",
    }),
    addEmails: CreatePresale.shape.emails.unwrap(),
    removeEmails: CreatePresale.shape.emails.unwrap(),
    isPaused: z.boolean().meta({
      description: "While it is paused nobody new is verified; verified fans go on",
    }),
    isEnded: z.literal(true).meta({
      description: "It is over from now on; its fans keep their places for the general sale",
    }),
  })
  .partial()
  .meta({ id: "PresaleChange", description: "What is left out stays as it is" });

export const ExtendHolds = z
  .strictObject({ minutes: z.int().min(1).max(60) })
  .meta({ id: "ExtendHolds", description: "More time for every fan who holds seats" });

export const Created = z.strictObject({ id: Id }).meta({ id: "Created" });

export type CreatedPlan = z.infer<typeof CreatedPlan>;
export type CreateConcert = z.infer<typeof CreateConcert>;
export type CreateSchedule = z.infer<typeof CreateSchedule>;
export type CreatePresale = z.infer<typeof CreatePresale>;
export type PresaleChange = z.infer<typeof PresaleChange>;
export type SaleChange = z.infer<typeof SaleChange>;
