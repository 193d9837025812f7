import { z } from "@hono/zod-openapi";
import { uploadedPath } from "../images/addresses.ts";
import { LocalText } from "../money/money.ts";

export const CastPhoto = z
  .strictObject({
    path: z.string().regex(uploadedPath).meta({ description: "`path` of an uploaded image" }),
    alt: LocalText.meta({ description: "What it shows, for those who cannot see it" }),
  })
  .meta({ id: "CastPhoto" });

/** Someone who plays, with an id that dates name. */
export const CastMember = z
  .strictObject({
    id: z
      .string()
      .regex(/^[a-z0-9]+(-[a-z0-9]+)*$/)
      .max(40),
    role: LocalText,
    name: LocalText,
    photo: CastPhoto.optional(),
  })
  .meta({ id: "CastMember" });
export type CastMember = z.infer<typeof CastMember>;
