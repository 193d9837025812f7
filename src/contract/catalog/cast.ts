import { z } from "@hono/zod-openapi";
import { LocalText } from "../money/money.ts";

/** Someone who plays, with an id that dates name. */
export const CastMember = z
  .strictObject({
    id: z
      .string()
      .regex(/^[a-z0-9]+(-[a-z0-9]+)*$/)
      .max(40),
    role: LocalText,
    name: LocalText,
  })
  .meta({ id: "CastMember" });
export type CastMember = z.infer<typeof CastMember>;
