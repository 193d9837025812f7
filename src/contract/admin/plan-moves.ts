import { z } from "@hono/zod-openapi";
import { ZoneId } from "../ids.ts";
import { LocalText } from "../money/money.ts";
import { PlanHash } from "../ids.ts";

const minor = z.int().min(0).max(100_000_000);

export const MovePlan = z
  .strictObject({
    revision: z.int().min(1).meta({ description: "The revision of the venue to sell from now on" }),
    prices: z
      .array(z.strictObject({ id: ZoneId, priceMinor: minor, feeMinor: minor.default(0) }))
      .max(24)
      .default([])
      .meta({ description: "The prices of zones that the date does not have yet" }),
    isDryRun: z
      .boolean()
      .default(true)
      .meta({ description: "Only shows what it would mean, and changes nothing" }),
    seenPlanHash: PlanHash.optional().meta({
      description:
        "The plan that the report was about: a move from another plan is refused, and a repeated move is done already",
    }),
  })
  .meta({ id: "MovePlan" });

const seats = z.strictObject({
  count: z.int(),
  names: z.array(z.string()).meta({ description: "At most 50 of them" }),
});

export const MoveFault = z
  .enum(["same-plan", "sold-gone", "held-gone", "gone", "renumbered", "rezoned", "table", "zones"])
  .meta({
    id: "MoveFault",
    description:
      "Why the date stays on its plan: after sales have begun every place has to keep its place in the order of the plan, its zone and its table; `zones` have no price",
  });

export const PlanMoveReport = z
  .strictObject({
    isDone: z.boolean(),
    planHash: PlanHash.meta({ description: "The plan that the date had before the move" }),
    canMove: z.boolean(),
    faults: z.array(MoveFault),
    isUntouched: z
      .boolean()
      .meta({ description: "Whether nobody has bought, held or waited yet, and no sale is near" }),
    seatCounts: z.tuple([z.int(), z.int()]),
    sold: z.int(),
    held: z
      .int()
      .meta({ description: "Held by fans, kept and offered for the waitlist, or in a block" }),
    added: seats,
    gone: seats,
    soldGone: seats,
    heldGone: seats,
    moved: seats,
    soldMoved: seats.meta({ description: "Their tickets follow their names" }),
    rezoned: seats,
    soldRezoned: seats.meta({ description: "What was paid for them stays as it is" }),
    renumbered: seats,
    zones: z.array(
      z.strictObject({
        id: ZoneId,
        name: LocalText,
        priceMinor: minor.nullable(),
        feeMinor: minor.nullable(),
      }),
    ),
  })
  .meta({ id: "PlanMoveReport" });

export type MovePlan = z.infer<typeof MovePlan>;
export type MoveFault = z.infer<typeof MoveFault>;
export type PlanMoveReport = z.infer<typeof PlanMoveReport>;
