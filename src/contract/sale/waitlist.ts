import { z } from "@hono/zod-openapi";
import { Id, Time, ZoneId } from "../ids.ts";
import { LocalText } from "../money/money.ts";

export const JoinWaitlist = z
  .strictObject({
    zoneIds: z
      .array(ZoneId)
      .max(20)
      .meta({ description: "The zones that will do; any zone if empty" }),
    count: z.int().min(1).max(20),
    together: z.boolean().default(true),
  })
  .meta({ id: "JoinWaitlist" });

export const WaitlistOffer = z
  .strictObject({
    holdId: Id,
    expiresAt: Time,
    zoneId: ZoneId,
    seatKeys: z.array(z.string()),
  })
  .meta({ id: "WaitlistOffer", description: "Seats that are held for you until `expiresAt`" });

export const WaitlistEntry = z
  .strictObject({
    scheduleId: Id,
    concert: z.strictObject({ id: Id, slug: z.string(), title: LocalText, poster: z.string() }),
    venue: z.strictObject({ name: LocalText, timeZone: z.string() }),
    startsAt: Time,
    closesAt: Time.meta({ description: "When offers end" }),
    zones: z.array(z.strictObject({ id: ZoneId, name: LocalText })),
    count: z.int(),
    together: z.boolean(),
    state: z.enum(["waiting", "offered", "bought", "missed", "closed"]),
    ahead: z
      .strictObject({ from: z.int(), to: z.int().nullable() })
      .nullable()
      .meta({ description: "Roughly how many people are ahead of you; null unless you wait" }),
    missed: z.int().meta({ description: "The offers that you let pass; the third ends the wait" }),
    joinedAt: Time,
    offer: WaitlistOffer.nullable(),
  })
  .meta({ id: "WaitlistEntry" });

export const Waitlist = z
  .strictObject({ items: z.array(WaitlistEntry), serverTime: Time })
  .meta({ id: "Waitlist" });

export type JoinWaitlist = z.infer<typeof JoinWaitlist>;
export type WaitlistEntry = z.infer<typeof WaitlistEntry>;
export type Waitlist = z.infer<typeof Waitlist>;
