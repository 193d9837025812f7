import { z } from "@hono/zod-openapi";
import { Id, Time } from "../ids.ts";
import { LocalText } from "../money/money.ts";
import { page } from "../paging.ts";

/** An entry of the audit log. */
export const Act = z
  .strictObject({
    id: Id,
    at: Time,
    action: z.string().openapi({ example: "sale.pause" }),
    subject: z.string(),
    concert: LocalText.nullable().openapi({
      description: "Set if the action was about one of its dates",
    }),
    actor: z.strictObject({ id: Id, name: z.string(), email: z.string() }).nullable(),
    changes: z.array(
      z.strictObject({ field: z.string(), before: z.unknown(), after: z.unknown() }),
    ),
  })
  .openapi("Act");
export const Acts = page(Act).openapi("Acts");

export type Act = z.infer<typeof Act>;
