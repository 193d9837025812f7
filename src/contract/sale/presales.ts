import { z } from "@hono/zod-openapi";
import { Id, Time } from "../ids.ts";
import { LocalText } from "../money/money.ts";

export const VerifyPresale = z
  .strictObject({
    code: z
      .string()
      .max(100)
      .transform((text) => text.toUpperCase().replaceAll(/[\s-]/g, ""))
      .optional()
      .meta({ description: "Not needed if the account is on a presale's list" }),
  })
  .meta({ id: "VerifyPresale" });

/** The presales of a schedule, with the account's access to each. */
export const Presales = z
  .strictObject({
    items: z.array(
      z.strictObject({
        id: Id,
        name: LocalText,
        opensAt: Time,
        closesAt: Time,
        isVerified: z.boolean(),
      }),
    ),
    grant: z.string().nullable().meta({
      description:
        "Send it as `Frontrow-Presale` when joining the queue; browsers have it in a cookie",
    }),
  })
  .meta({ id: "Presales" });

export type Presales = z.infer<typeof Presales>;
