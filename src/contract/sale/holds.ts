import { z } from "@hono/zod-openapi";
import { Id, Time } from "../ids.ts";
import { Money } from "../money/money.ts";
import { Ordinal } from "../plan/seats.ts";

const accessible = z
  .boolean()
  .default(false)
  .meta({
    description:
      "Somebody uses a wheelchair. Only then may wheelchair spaces and companion seats be held, and a companion seat only " +
      "together with a space.",
  });
const bySeat = z.strictObject({
  seats: z.array(Ordinal).min(1).max(20).meta({ description: "Ordinals of the seats" }),
  accessible,
});
const best = z.strictObject({
  best: z.strictObject({
    zoneId: z.string().min(1).max(40),
    count: z.int().min(1).max(20),
    together: z.boolean().default(true),
    accessible: accessible.meta({
      description:
        "Somebody uses a wheelchair: one of the seats is a wheelchair space, and the others are companion seats beside it " +
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
    zoneId: z.string(),
    price: Money,
    fee: Money,
  })
  .meta({ id: "HeldSeat" });

export const Hold = z
  .strictObject({
    id: Id,
    scheduleId: Id,
    phase: z.enum(["choosing", "paying"]),
    seats: z.array(HeldSeat),
    total: Money.meta({ description: "Prices and fees together" }),
    expiresAt: Time,
    canExtend: z.boolean(),
    serverTime: Time,
  })
  .meta({ id: "Hold" });

export const Holds = z.strictObject({ items: z.array(Hold) }).meta({ id: "Holds" });

export type PlaceHold = z.infer<typeof PlaceHold>;
export type HeldSeat = z.infer<typeof HeldSeat>;
export type Hold = z.infer<typeof Hold>;
