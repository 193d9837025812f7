import { z } from "@hono/zod-openapi";
import { Ordinal } from "../plan/seats.ts";

/** What stands in a ticket's QR code: anybody with the public keys can check it, with no network. */
export const Ticket = z
  .strictObject({
    seat: Ordinal,
    key: z.string(),
    token: z.string().openapi({
      description:
        "JWT signed with Ed25519: `sub` the order, `sch` the schedule, `seat` the place, `num` the order's number",
    }),
  })
  .openapi("Ticket");

export const Tickets = z.strictObject({ items: z.array(Ticket) }).openapi("Tickets");

/** The public half of the keys that tickets are signed with (RFC 8037). */
export const TicketKeys = z
  .strictObject({
    keys: z.array(
      z.strictObject({
        kty: z.literal("OKP"),
        crv: z.literal("Ed25519"),
        alg: z.literal("EdDSA"),
        use: z.literal("sig"),
        kid: z.string(),
        x: z.string(),
      }),
    ),
  })
  .openapi("TicketKeys");

export type Ticket = z.infer<typeof Ticket>;
export type TicketKeys = z.infer<typeof TicketKeys>;
