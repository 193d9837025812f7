import { z } from "@hono/zod-openapi";
import { Id, Time } from "../ids.ts";

/**
 * Who finds a concert. A scheduled one is published at its time; an unlisted one is found by its address alone; an
 * archived one is over, and only those who have its address, such as its ticket holders, still find it.
 */
export const ConcertState = z
  .enum(["scheduled", "published", "unlisted", "archived"])
  .meta({ id: "ConcertState" });
export type ConcertState = z.infer<typeof ConcertState>;

export const ConcertStateChange = z
  .strictObject({
    state: ConcertState,
    publishAt: Time.nullable()
      .default(null)
      .meta({ description: "When a scheduled concert appears; null for any other state" }),
  })
  .refine(({ state, publishAt }) => (state === "scheduled") === (publishAt !== null), {
    path: ["publishAt"],
    error: "only a scheduled concert has a time to appear",
  })
  .meta({ id: "ConcertStateChange" });
export type ConcertStateChange = z.infer<typeof ConcertStateChange>;

export const StatedConcert = z
  .strictObject({
    id: Id,
    revision: z.int().meta({ description: "To be sent as `If-Match` with a change" }),
    state: ConcertState,
    publishAt: Time.nullable(),
  })
  .meta({ id: "StatedConcert" });
export type StatedConcert = z.infer<typeof StatedConcert>;
