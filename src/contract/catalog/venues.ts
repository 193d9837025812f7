import { z } from "@hono/zod-openapi";
import { Id } from "../ids.ts";
import { LocalText } from "../money/money.ts";

export const Venue = z
  .strictObject({
    id: Id,
    name: LocalText,
    city: LocalText,
    address: LocalText,
    timeZone: z.string().meta({ example: "Asia/Seoul" }),
  })
  .meta({ id: "Venue" });

export const Position = z
  .strictObject({ lat: z.number().min(-90).max(90), lng: z.number().min(-180).max(180) })
  .meta({ id: "Position", description: "Degrees of latitude and longitude (WGS 84)" });

export const VenueGate = z
  .strictObject({
    id: z.string().regex(/^[a-z0-9-]{1,24}$/, "must be 1 to 24 of a-z, 0-9 and -"),
    name: LocalText,
    note: LocalText.nullable().meta({ description: "Which way it is, or who enters there" }),
  })
  .meta({ id: "VenueGate" });

export const VenueDetails = Venue.extend({
  transit: LocalText.nullable().meta({ description: "How to get there" }),
  access: LocalText.nullable().meta({ description: "Wheelchair places, lifts, hearing loops" }),
  position: Position.nullable(),
  gates: z.array(VenueGate),
}).meta({ id: "VenueDetails" });

export type Venue = z.infer<typeof Venue>;
export type Position = z.infer<typeof Position>;
export type VenueGate = z.infer<typeof VenueGate>;
export type VenueDetails = z.infer<typeof VenueDetails>;
