import { z } from "@hono/zod-openapi";
import { Position, VenueGate } from "../catalog/venues.ts";
import { Id, Time, TimeZone } from "../ids.ts";
import { LocalText } from "../money/money.ts";
import { page, PageQuery } from "../paging.ts";

/** A name that is written in at least one language; the other may still be missing. */
const Named = LocalText.refine(
  ({ ko, en }) => ko.trim() !== "" || en.trim() !== "",
  "is empty in both languages",
);

const gates = z
  .array(VenueGate)
  .max(60)
  .refine((all) => new Set(all.map(({ id }) => id)).size === all.length, "has an id twice");
const capacity = z.int().min(1).max(1_000_000).nullable().meta({
  description: "How many people the venue may admit by law; null if nobody has entered it",
});
const contact = z.string().trim().max(500).nullable().meta({
  description: "Whom to ask at the venue; only for staff",
});

export const VenueChange = z
  .strictObject({
    name: Named,
    city: Named,
    address: Named,
    timeZone: TimeZone,
    transit: LocalText.nullable(),
    access: LocalText.nullable(),
    position: Position.nullable(),
    gates,
    capacity,
    contact,
  })
  .meta({ id: "VenueChange", description: "The whole venue as it is to be" });

export const CreateVenue = VenueChange.extend({
  timeZone: TimeZone.default("Asia/Seoul"),
  transit: LocalText.nullable().default(null),
  access: LocalText.nullable().default(null),
  position: Position.nullable().default(null),
  gates: gates.default([]),
  capacity: capacity.default(null),
  contact: contact.default(null),
}).meta({ id: "CreateVenue" });

export const AdminVenue = VenueChange.extend({
  id: Id,
  revision: z.int().meta({ description: "To be sent as `If-Match` with a change" }),
  archivedAt: Time.nullable().meta({ description: "Null while it can be used for concerts" }),
  planCount: z.int().meta({ description: "How many revisions of plans it has" }),
  comingDates: z
    .int()
    .meta({ description: "How many dates are to come there, without canceled ones" }),
}).meta({ id: "AdminVenue" });

export const AdminVenues = page(AdminVenue).meta({ id: "AdminVenues" });

export const AdminVenuesQuery = PageQuery.extend({
  search: z.string().trim().max(60).optional().meta({
    description: "Part of the name, the city or the address, in either language",
  }),
  archived: z.enum(["no", "yes"]).default("no").meta({
    description: "Whether to list the archived venues instead",
  }),
});

export type VenueChange = z.infer<typeof VenueChange>;
/** A new venue; what it leaves out is not known yet. */
export type NewVenue = Pick<VenueChange, "name" | "city" | "address" | "timeZone"> &
  Partial<VenueChange>;
export type AdminVenue = z.infer<typeof AdminVenue>;
