import { z } from "@hono/zod-openapi";
import { Id, Time, ZoneId } from "../ids.ts";
import { BookingFee, LocalText, Money, TicketPrice } from "../money/money.ts";
import { PaymentStatus } from "../money/payments.ts";
import { Ordinal } from "../plan/seats.ts";

const accessible = z
  .boolean()
  .default(false)
  .meta({
    description:
      "True if someone in the party uses a wheelchair. Only then can wheelchair spaces and companion seats be held, and a companion seat only " +
      "together with a space.",
  });
/** A code of an organizer for some of the seats. */
const SeatCode = z.string().trim().min(4).max(64);

export const FindCodedSeats = z.strictObject({ code: SeatCode }).meta({ id: "FindCodedSeats" });
export const CodedSeats = z
  .strictObject({
    seats: z.array(Ordinal).meta({ description: "Those that nobody holds or has bought" }),
    total: z.int().meta({ description: "How many seats are for the holders of the code" }),
  })
  .meta({ id: "CodedSeats" });

const bySeat = z.strictObject({
  seats: z.array(Ordinal).min(1).max(20).meta({ description: "Ordinals of the seats" }),
  accessible,
  code: SeatCode.optional().meta({
    description:
      "A code for seats that are for its holders alone, which are `notForSale` to everybody else. `findCodedSeats` lists them.",
  }),
});
const best = z.strictObject({
  best: z.strictObject({
    zoneId: ZoneId,
    count: z.int().min(1).max(20),
    together: z.boolean().default(true),
    accessible: accessible.meta({
      description:
        "True if someone in the party uses a wheelchair: one of the seats is a wheelchair space, and the others are companion seats beside it " +
        "as far as there are any.",
    }),
  }),
});

export const PlaceHold = z.union([bySeat, best]).meta({
  id: "PlaceHold",
  description: "Either the seats, or a number of seats in a zone for us to choose",
});

export const HeldSeat = z
  .strictObject({
    seat: Ordinal,
    key: z.string(),
    section: z.string(),
    row: z.string(),
    number: z.string(),
    zoneId: ZoneId,
    price: TicketPrice,
    fee: BookingFee,
  })
  .meta({ id: "HeldSeat" });

export const Hold = z
  .strictObject({
    id: Id,
    scheduleId: Id,
    phase: z.enum(["choosing", "paying", "ending"]).meta({
      description:
        "`paying`: only the books end it. `ending`: the fan gave the seats back, and they are free once the books have said " +
        "that no money moved.",
    }),
    seats: z.array(HeldSeat),
    total: Money.meta({
      description: "Everything that is to be paid before discounts: prices and booking fees",
    }),
    expiresAt: Time,
    isPaused: z.boolean().meta({
      description: "The sale is paused: the time from `serverTime` to `expiresAt` stands still",
    }),
    canExtend: z.boolean(),
    serverTime: Time,
  })
  .meta({ id: "Hold" });

export const Holds = z.strictObject({ items: z.array(Hold) }).meta({ id: "Holds" });

/** A hold that the books know. Only the schedule's object knows any other hold. */
export const KnownHold = z
  .strictObject({
    holdId: Id,
    scheduleId: Id,
    concert: LocalText.meta({ description: "The title of the concert" }),
    seats: z.int().meta({ description: "The number of seats" }),
    payment: z
      .strictObject({
        id: Id,
        status: PaymentStatus.extract(["ready", "awaiting-deposit", "unknown"]),
        dueAt: Time.nullable().meta({ description: "Until when a transfer must arrive" }),
      })
      .nullable(),
    offeredUntil: Time.nullable().meta({ description: "For an offer from a waitlist" }),
  })
  .meta({ id: "KnownHold" });

export const KnownHolds = z
  .strictObject({ accountId: Id, items: z.array(KnownHold), serverTime: Time })
  .meta({ id: "KnownHolds" });

export type PlaceHold = z.infer<typeof PlaceHold>;
export type CodedSeats = z.infer<typeof CodedSeats>;
export type HeldSeat = z.infer<typeof HeldSeat>;
export type Hold = z.infer<typeof Hold>;
export type KnownHold = z.infer<typeof KnownHold>;
export type KnownHolds = z.infer<typeof KnownHolds>;
