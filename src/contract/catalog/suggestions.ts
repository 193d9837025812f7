import { z } from "@hono/zod-openapi";
import { LocalText } from "../money/money.ts";

export const SuggestionsQuery = z.strictObject({
  q: z.string().trim().min(1).max(60).meta({
    description: "What somebody has typed so far",
    example: "ㅍㄹ",
  }),
});

const concerts = z.int().meta({ description: "The number of upcoming concerts" });

/** The suggestions for a typed prefix: a few of each kind, next dates first. */
export const Suggestions = z
  .strictObject({
    concerts: z.array(
      z.strictObject({
        slug: z.string(),
        title: LocalText,
        artist: LocalText,
        poster: z.string(),
        venue: LocalText,
      }),
    ),
    artists: z.array(z.strictObject({ name: LocalText, concerts })),
    venues: z.array(z.strictObject({ name: LocalText, city: LocalText, concerts })),
  })
  .meta({ id: "Suggestions" });

export type Suggestions = z.infer<typeof Suggestions>;
