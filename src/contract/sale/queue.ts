import { z } from "@hono/zod-openapi";
import { Id, Time, ZoneId } from "../ids.ts";
import { LocalText } from "../money/money.ts";

export const BoardState = z.enum([
  "upcoming",
  "lobby",
  "open",
  "paused",
  "draining",
  "closed",
  "cancelled",
]);

/** A sold-out presale is open, and its seats may come back. */
const PresaleState = z.enum(["to-come", "open", "sold-out"]);

/**
 * The board: one small public document, the same for everybody. A fan's position is the fan's rank minus
 * `nowServing`.
 */
export const Board = z
  .strictObject({
    scheduleId: Id,
    state: BoardState,
    order: z.enum(["fifo", "lottery"]),
    isDrawn: z.boolean().meta({
      description:
        "Whether ranks differ from numbers: the lottery was drawn, or fans of a presale were put in front. The draw tells how",
    }),
    nowServing: z.int().meta({ description: "The highest rank called so far" }),
    lastNumber: z
      .int()
      .meta({ description: "The last rank in line: the highest number until the draw" }),
    shoppers: z.int(),
    shoppersMax: z.int(),
    admitPerMinute: z.int(),
    seatsLeft: z.int(),
    zones: z.array(z.strictObject({ zoneId: ZoneId, left: z.int(), total: z.int() })),
    lobbyOpensAt: Time,
    saleOpensAt: Time,
    presales: z
      .array(z.strictObject({ id: Id, opensAt: Time, state: PresaleState }))
      .meta({ description: "Those that are not over; none once the sale is open to everybody" }),
    notice: LocalText.nullable(),
    hasCodes: z.boolean().optional().meta({
      description: "True if some seats are for the holders of a code alone (`findCodedSeats`)",
    }),
    serverTime: Time,
    nextPollMs: z.int(),
  })
  .meta({ id: "Board" });

const place = z.string().max(1_000).meta({
  description: "Signed place in the queue: number, schedule, account and time of issue",
});

export const Pass = z.strictObject({
  pass: z.string().meta({ description: "Send it as `Frontrow-Pass` when holding seats" }),
  expiresAt: Time,
});

/** The answer both to joining and to entering. */
export const Turn = z
  .strictObject({
    state: z.enum(["lobby", "waiting", "kept", "called", "missed", "admitted"]).meta({
      description:
        "`called`: come in before `until`. `missed`: the call has lapsed; entering before `until` puts you in front, once. " +
        "`kept`: the presale is over, sold out or not open yet; your place is kept for the opening at `until`.",
    }),
    number: z.int(),
    rank: z.int().nullable().meta({ description: "Null before the draw of a lottery" }),
    ahead: z.int(),
    behind: z.int(),
    until: Time.nullable(),
    presale: Id.nullable().meta({ description: "The presale that your place is for" }),
    place,
    admission: Pass.nullable(),
    nextPollMs: z.int(),
  })
  .meta({ id: "Turn" });

const moreTime = z.boolean().optional().meta({
  description:
    "True for a fan who needs longer: each hold then lasts twice as long. No proof is needed. If left out, the cookie `frontrow-more-time` decides.",
});

export const JoinQueue = z
  .strictObject({
    place: place
      .optional()
      .meta({ description: "The place that you have, if any; with it there is no second check" }),
    turnstile: z.string().max(2_048).optional().meta({
      description: "The token of Turnstile, if the site uses it",
    }),
    moreTime,
  })
  .meta({ id: "JoinQueue" });

export const Enter = z.strictObject({ place, moreTime }).meta({ id: "Enter" });

/** With this anybody can compute any number's rank (contract/sale/draw.ts, or the page /draw). */
export const Draw = z
  .strictObject({
    order: z.enum(["fifo", "lottery"]),
    commitment: z.string().meta({ description: "SHA-256 of the seed's hex text, from the start" }),
    seed: z.string().nullable().meta({ description: "Published with the draw of a lottery" }),
    after: z.int().nullable(),
    count: z.int().nullable().meta({
      description: "The count of drawn numbers: those of `aside`, and then those after `after`",
    }),
    aside: z.array(z.strictObject({ from: z.int(), through: z.int() })).meta({
      description: "The numbers that kept their places from a presale",
    }),
  })
  .meta({ id: "Draw" });

/** The current queue and shop, for the organizer. */
export const QueueCensus = z
  .strictObject({
    at: Time,
    state: BoardState,
    given: z.int(),
    called: z.int(),
    waiting: z.int(),
    entered: z.int(),
    missed: z.int().meta({ description: "Fans who missed their call" }),
    returning: z.int(),
    shoppers: z.int(),
    holds: z.int(),
    paying: z.int(),
    sold: z.int(),
    seatsLeft: z.int(),
  })
  .meta({ id: "QueueCensus" });

export const QueueReport = z
  .strictObject({ now: QueueCensus, series: z.array(QueueCensus) })
  .meta({ id: "QueueReport", description: "`series` has one entry every ten seconds while busy" });

export type Board = z.infer<typeof Board>;
export type Turn = z.infer<typeof Turn>;
export type Draw = z.infer<typeof Draw>;
