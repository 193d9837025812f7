import { z } from "@hono/zod-openapi";
import { Ordinal } from "../plan/seats.ts";

const tokenDescription = `What the QR code holds: Base45 (RFC 9285) of 76 bytes. Byte 0 is 1, the form. Bytes 1 to 3 \
are the seat's ordinal. Bytes 4 to 8 are the order's number without FR and hyphens, read as Crockford's Base32. Bytes 9 \
and 10 are the last two of the schedule's id, so that a ticket for another date can be told. Byte 11 is the first \
character of the key's \`kid\`. The last 64 are an Ed25519 signature over the text \`frontrow ticket\`, the schedule's id \
as 16 bytes, and bytes 0 to 11. Whoever checks a ticket knows the schedule that it is shown for.`;

/** The content of a ticket's QR code: anybody with the public keys can check it offline. */
export const Ticket = z
  .strictObject({
    seat: Ordinal,
    key: z.string(),
    token: z.string().meta({ description: tokenDescription }),
  })
  .meta({ id: "Ticket" });

export const Tickets = z.strictObject({ items: z.array(Ticket) }).meta({ id: "Tickets" });

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
  .meta({ id: "TicketKeys" });

export type Ticket = z.infer<typeof Ticket>;
export type TicketKeys = z.infer<typeof TicketKeys>;
